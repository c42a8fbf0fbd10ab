// Sets the remembered theme before the first paint, so a dark page never flashes white.
(function () {
  try {
    var theme = localStorage.getItem("mmpy.theme");
    if (theme && theme !== "system") document.documentElement.dataset.theme = theme;
  } catch (error) {
    // Without storage the system's preference decides.
  }
})();
