"""One module per page: each reads what it shows in one go and renders one template."""
