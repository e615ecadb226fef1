// Sets the colours before the first paint, so that a dark panel does not open with a white flash.
// A file of its own rather than an inline script: the content security policy can then forbid inline code.
(function () {
  var chosen = null;
  try {
    chosen = window.localStorage.getItem('oracle-integration-colours');
  } catch (error) {
    console.info('The browser keeps no settings for this page; its own colour scheme is used.', error);
  }
  var dark =
    chosen === 'dark' || (chosen !== 'light' && window.matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
