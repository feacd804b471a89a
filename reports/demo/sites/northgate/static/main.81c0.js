/* Draws the whole site: without JavaScript there is none. */
(function () {
  var views = {
    "/": ["Northgate Young Carers", "Looking after somebody at home? So are we. Tuesdays at the Northgate Centre."],
    "/about": ["About", "We are young people aged 8 to 18 who care for a parent, a brother or a sister."],
    "/groups": ["Groups", "Times change every month. See our Facebook page."],
  };
  var view = views[location.pathname] || views["/"];
  var root = document.getElementById("root");
  root.innerHTML = "<h1>" + view[0] + "</h1><p>" + view[1] + "</p>" +
    '<p><span onclick="location.href=\'/about\'">About</span> <span onclick="location.href=\'/groups\'">Groups</span></p>' +
    '<a class="fb" href="https://www.facebook.com/northgate.carers.demo">Find us on Facebook</a>';
})();
