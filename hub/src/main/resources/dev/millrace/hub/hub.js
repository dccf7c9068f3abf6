// Offers newer figures when the hub has some, and a button that prints. Without this script a page is complete.
(() => {
  'use strict';
  const page = document.getElementById('hub-page');
  const news = document.getElementById('hub-news');
  const print = document.getElementById('hub-print');
  if (print) {
    print.hidden = false;
    print.addEventListener('click', () => window.print());
  }
  if (!page || !news || !page.dataset.version) {
    return;
  }
  const own = '"' + page.dataset.version + '"';
  const every = 30000;
  let asked = Date.now();

  const say = (text, action, then) => {
    if (news.dataset.said === text) {
      return;
    }
    news.dataset.said = text;
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = action;
    button.addEventListener('click', then);
    news.replaceChildren(text + ' ', button);
  };

  const ask = async () => {
    if (document.visibilityState !== 'visible' || Date.now() - asked < every / 2) {
      return;
    }
    asked = Date.now();
    const options = {method: 'HEAD', cache: 'no-store', headers: {'If-None-Match': own}};
    try {
      const answer = await fetch(location.pathname + location.search, options);
      if (answer.status === 401) {
        say('You are signed out.', 'Sign in', () => location.reload());
      } else if (answer.ok && answer.headers.get('ETag') && answer.headers.get('ETag') !== own) {
        say('Newer figures are ready.', 'Show them', () => location.reload());
      }
    } catch {
      // the hub cannot be reached: the page shows its as-of, and the next question may succeed
    }
  };
  setInterval(ask, every);
  document.addEventListener('visibilitychange', ask);
})();
