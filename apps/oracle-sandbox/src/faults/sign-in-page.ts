/** What a proxy or an expired session answers in place of JSON, with status 200. */
export const SIGN_IN_PAGE = `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Sign In</title></head>
<body><h1>Sign in to Oracle Cloud</h1>
<form method="post" action="/signin"><label>User name <input name="username"></label>
<label>Password <input name="password" type="password"></label><button>Sign In</button></form></body>
</html>
`;
