/* A stand-in where jQuery 1.12.4 would lie: the demo ships no foreign code. */
window.jQuery = window.jQuery || function () { return { ready: function (run) { run(); } }; };
