// Suggestions under a search box: a combobox with a list, as the ARIA Authoring Practices describe it.
// The box is a form that works without this file.
"use strict";

const PAUSE = 120; // milliseconds without a further letter
const SHORTEST = 2; // letters

function element(name, attributes) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function suggest(input) {
  const list = element("ul", { id: `${input.id}-list`, role: "listbox", class: "suggestions", "aria-label": input.dataset.label });
  const status = element("span", { role: "status", class: "unseen" });
  let timer, asked, typed = "", active = -1;
  const options = () => [...list.children];
  const isOpen = () => !list.hidden;

  function activate(place) {
    active = place;
    options().forEach((option, number) => option.setAttribute("aria-selected", number === place));
    if (place < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", list.children[place].id);
    list.children[place].scrollIntoView({ block: "nearest" });
  }

  function open(yes) {
    list.hidden = !yes;
    input.setAttribute("aria-expanded", yes);
    activate(-1);
  }

  function option(found, number) {
    const made = element("li", { id: `${list.id}-${number}`, role: "option", "aria-selected": false });
    const name = element("span", { lang: found.language }), kind = element("span", { class: "suggestion-kind" });
    name.textContent = found.name;
    kind.textContent = found.kind;
    made.append(name, " ", kind);
    made.dataset.path = found.path;
    return made;
  }

  async function ask() {
    typed = input.value.trim();
    asked?.abort();
    if (typed.length < SHORTEST) return open(false);
    asked = new AbortController();
    try {
      const answer = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(typed)}`, { signal: asked.signal });
      if (!answer.ok) throw new Error(answer.status);
      const { said, found } = await answer.json();
      if (document.activeElement !== input) return;
      list.replaceChildren(...found.map(option));
      status.textContent = said;
      open(found.length > 0);
    } catch (error) {
      if (error.name !== "AbortError") open(false);
    }
  }

  function choose(chosen) {
    open(false);
    location.assign(chosen.dataset.path);
  }

  function move(step) {
    if (!list.children.length || input.value.trim() !== typed) return;
    const places = list.children.length + 1; // the box itself is one of them
    if (!isOpen()) open(true);
    activate((active + 1 + step + places) % places - 1);
  }

  function press(event) {
    if (event.isComposing) return;
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Escape" && isOpen()) open(false);
    else if (event.key === "Enter" && active >= 0) choose(list.children[active]);
    else return;
    event.preventDefault();
  }

  for (const [key, value] of Object.entries({ role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-controls": list.id }))
    input.setAttribute(key, value);
  open(false);
  input.parentElement.append(list, status);
  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, PAUSE); });
  input.addEventListener("keydown", press);
  input.addEventListener("blur", () => { clearTimeout(timer); asked?.abort(); open(false); });
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
  list.addEventListener("click", (event) => { const chosen = event.target.closest("li"); if (chosen) choose(chosen); });
}

document.querySelectorAll("input[data-suggest]").forEach(suggest);
