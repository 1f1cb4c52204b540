// The search of a playbook: an input in the side bar, answered on the spot by an index that lies beside the pages.
// Nothing is asked of any network; the index is read when somebody begins to search.
(() => {
  "use strict";
  const side = document.querySelector(".side"), here = side && side.querySelector('[aria-current="page"]');
  if (here && here.offsetTop + here.offsetHeight > side.clientHeight) side.scrollTop = here.offsetTop - side.clientHeight / 2;
  const box = document.querySelector("[data-search]");
  if (!box) return;
  const input = box.querySelector("input");
  const list = box.querySelector("[role=listbox]");
  const status = box.querySelector("[role=status]");
  const root = box.dataset.root;
  const most = 12;
  let index = null;
  let loading = null;
  let active = -1;

  const load = (file) => new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = root + "assets/" + file;
    script.onload = done;
    script.onerror = failed;
    document.head.append(script);
  });

  const folded = (word) => word.toLowerCase().replace(/ß/g, "ss").normalize("NFD").replace(/\p{M}/gu, "");
  const wide = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;
  const cut = (text) => text.split(/[^\p{L}\p{N}\p{M}]+/u).filter(Boolean)
    .flatMap((word) => wide.test(word) ? [...word] : [word]);

  const ready = () => {
    loading ??= Promise.all([load("minisearch.js"), load("search-index.js")]).then(() => {
      index = new MiniSearch({
        fields: ["title", "part", "text"],
        storeFields: ["title", "part", "page", "text"],
        tokenize: cut,
        processTerm: folded,
      });
      index.addAll(window.playbookIndex.map(([title, part, page, text], id) => ({ id, title, part, page, text })));
    });
    return loading;
  };

  const options = () => [...list.children];
  const choose = (place) => {
    const all = options();
    active = all.length ? (place + all.length) % all.length : -1;
    all.forEach((one, number) => one.setAttribute("aria-selected", String(number === active)));
    if (active < 0) {
      input.removeAttribute("aria-activedescendant");
    } else {
      input.setAttribute("aria-activedescendant", all[active].id);
      all[active].scrollIntoView({ block: "nearest" });
    }
  };
  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    choose(-1);
    active = -1;
  };

  const excerpt = (found) => {
    const words = Object.keys(found.match);
    const text = found.text;
    const place = Math.max(0, ...words.map((word) => folded(text).indexOf(word)).slice(0, 1)) - 40;
    const begin = place > 0 ? text.indexOf(" ", place) + 1 : 0;
    return (begin > 0 ? "… " : "") + text.slice(begin, begin + 110) + (text.length > begin + 110 ? " …" : "");
  };

  const option = (found, number) => {
    const link = document.createElement("a");
    link.id = "found-" + number;
    link.setAttribute("role", "option");
    link.href = root + found.page;
    link.tabIndex = -1;
    for (const [name, text] of [["title", found.title], ["part", found.part], ["text", excerpt(found)]]) {
      if (!text) continue;
      const part = document.createElement(name === "text" ? "span" : "bdi");
      part.className = "found-" + name;
      part.dir = "auto";
      part.textContent = text;
      link.append(part);
    }
    return link;
  };

  const show = () => {
    const asked = input.value.trim();
    if (!asked || !index) {
      list.replaceChildren();
      status.textContent = "";
      close();
      return;
    }
    const how = { prefix: true, fuzzy: (word) => (word.length > 4 ? 0.2 : false), boost: { title: 4, part: 1.5 },
      boostDocument: (id, term, stored) => (stored.page.includes("#") ? 1 : 2) };
    let found = index.search(asked, { ...how, combineWith: "AND" });
    if (!found.length) found = index.search(asked, how);
    list.replaceChildren(...found.slice(0, most).map(option));
    status.textContent = found.length ? box.dataset.some.replace("{number}", String(found.length)) : box.dataset.none;
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(found.length > 0));
    choose(found.length ? 0 : -1);
  };

  box.hidden = false;
  input.addEventListener("focus", () => ready().then(show));
  input.addEventListener("input", () => ready().then(show));
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      choose(active + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      options()[active].click();
    } else if (event.key === "Escape") {
      input.value = "";
      show();
      input.blur();
    }
  });
  list.addEventListener("click", () => setTimeout(close));
  document.addEventListener("click", (event) => { if (!box.contains(event.target)) close(); });
  box.addEventListener("focusout", (event) => { if (event.relatedTarget && !box.contains(event.relatedTarget)) close(); });
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      input.focus();
      input.select();
    }
  });
})();
