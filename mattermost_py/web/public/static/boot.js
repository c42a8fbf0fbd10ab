// Before the scripts of the page are there: its theme, and the first questions to the server.
(function () {
  var script = document.currentScript;
  try {
    var theme = localStorage.getItem("mmpy.theme");
    // Before the first paint, so that a dark page never flashes white.
    if (theme && theme !== "system") document.documentElement.dataset.theme = theme;
    var me = /(?:^|; )MMUSERID=([a-z0-9]{26})(?:;|$)/.exec(document.cookie);
    if (me) askAhead(me[1]);
  } catch (error) {
    // Without storage the system's preference decides, and the scripts ask by themselves.
  }

  function askAhead(meId) {
    var base = new URL(document.baseURI).pathname.replace(/\/[^/]*$/, "");
    var answers = {};
    window.mmpyAsked = { meId: meId, answers: answers };
    function ask(path) {
      var asked = fetch(base + "/api/v4" + path, { headers: { "X-Requested-With": "XMLHttpRequest" }, credentials: "same-origin" });
      asked.catch(function () {}); // told to whoever takes it
      answers[base + "/api/v4" + path] = asked;
    }
    // The channel the address stood for the last time, as load/remembered.ts notes it: "id collapsed path".
    var place = /^([a-z0-9]{26}) (true|false) (.*)$/.exec(localStorage.getItem("mmpy.ahead." + meId) || "");
    if (place && base + place[3] === location.pathname) {
      ask("/channels/" + place[1]);
      ask("/channels/" + place[1] + "/members/" + meId);
      ask("/channels/" + place[1] + "/posts?page=0&per_page=60&collapsedThreads=" + place[2]);
    }
    ask("/users/me");
    ask("/users/me/preferences");
    ask("/users/me/teams");
    ask("/users/me/teams/members");
    ask("/config/client?format=old");
    ask("/users/me/teams/unread?include_collapsed_threads=true");
    ask("/license/client?format=old");
    (script.dataset.ahead || "").split(" ").filter(Boolean).forEach(function (name) {
      var link = document.createElement("link");
      link.crossOrigin = "";
      link.rel = /\.css$/.test(name) ? "preload" : "modulepreload";
      if (link.rel === "preload") link.as = "style";
      link.href = name;
      document.head.append(link);
    });
  }
})();
