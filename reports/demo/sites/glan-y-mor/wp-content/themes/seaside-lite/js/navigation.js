/* Shows and hides the menu on small screens. */
(function () {
  var button = document.querySelector(".menu-toggle"), menu = document.getElementById("primary-menu");
  if (!button || !menu) { return; }
  button.onclick = function () {
    var open = button.getAttribute("aria-expanded") === "true";
    button.setAttribute("aria-expanded", open ? "false" : "true");
    menu.style.display = open ? "none" : "block";
  };
})();
