"""The hooks through which Datasette calls the site."""
