// Light or dark: what the reader chose, else what the system says. Loaded in the head, before the first paint.
(() => {
  const KEY = "hamdeli-theme";
  const root = document.documentElement;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");

  const chosen = () => {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null;
    }
  };

  const remember = (theme) => {
    try {
      localStorage.setItem(KEY, theme);
    } catch {
      // A browser that keeps nothing still shows what was asked for on this page.
    }
  };

  const show = (theme) => {
    root.dataset.bsTheme = theme;
    document.dispatchEvent(new CustomEvent("hamdeli:theme", { detail: theme }));
  };

  show(chosen() || (dark.matches ? "dark" : "light"));
  dark.addEventListener("change", () => chosen() || show(dark.matches ? "dark" : "light"));
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-theme-switch]")) return;
    const next = root.dataset.bsTheme === "dark" ? "light" : "dark";
    remember(next);
    show(next);
  });
})();
