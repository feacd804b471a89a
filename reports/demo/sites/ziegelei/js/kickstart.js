/* Takes the curtain away when the last picture has come, shows what was hidden, counts the coffee. */
window.onload = function () {
  document.getElementById("preloader").style.display = "none";
  var hidden = document.querySelectorAll(".wow");
  for (var i = 0; i < hidden.length; i++) { hidden[i].style.visibility = "visible"; }
  var counts = document.querySelectorAll(".count");
  for (var j = 0; j < counts.length; j++) { counts[j].innerHTML = counts[j].getAttribute("data-to"); }
};
