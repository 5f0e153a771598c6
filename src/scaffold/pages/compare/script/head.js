(() => {
  const root = document.documentElement;
  root.classList.add("js");
  try {
    root.dataset.theme = localStorage.getItem("scaffold.theme") || "auto";
  } catch {}
  const view = location.hash.slice(1).match(/^(files|dependencies|claims)(?=[/.]|$)/);
  if (view) root.dataset.view = view[1];
})();
