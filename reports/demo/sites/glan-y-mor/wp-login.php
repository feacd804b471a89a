<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="UTF-8"><title>Log In &lsaquo; Clwb Ieuenctid Glan y Môr &#8212; WordPress</title><meta name="robots" content="noindex,noarchive"></head>
<body class="login"><h1>Log in</h1><form method="post" action="/wp-login.php"><p><label for="user_login">Username</label> <input type="text" id="user_login" name="log"></p>
<p><label for="user_pass">Password</label> <input type="password" id="user_pass" name="pwd"></p><p><input type="submit" value="Log In"></p></form><p><a href="/">&larr; Back</a></p></body></html>
