// Begins, and answers the charts of the page.

window.millraceItems = {
  passes: (i) => passing[i] === 1,
  filtered: () => String(wanted) !== '',
  label: (i) => (i >= 0 && i < n ? data.key[i] + ' ' + data.title[i] : ''),
  dot: (i, size) => [data.stop[i] * 1000, (data.flow[i] * 1000) / size, i],
  open: (i) => go(linkTo(i)),
  week: (week, type) => {
    if (data.week.words.some((one) => inWeeks(one, week))) {
      go(link(data.type.words.includes(type) ? { week, type, metric: 'flow-velocity' } : { week }));
    }
  },
};

/** Other filters of the same page need no new page. */
function go(href) {
  const to = new URL(href, location.href);
  if (site && to.pathname === location.pathname && to.hash === '#items') {
    history.pushState(null, '', href);
    read();
  } else {
    location.assign(href);
  }
}

build();
document.body.append(dialog);
if (site) { // before there are links that lead to other filters
  document.addEventListener('click', (event) => {
    const anchor = event.target.closest('a[href*="#items"]');
    if (anchor && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) {
      event.preventDefault();
      go(anchor.getAttribute('href'));
    }
  });
}
for (const part of [connect, connectTables, connectOthers, connectMap, apply]) {
  await pause();
  part();
}
if (site) {
  window.millraceCharts = loaded.charts; // the script that draws them may not be there yet
  document.dispatchEvent(new CustomEvent('millrace-charts', { detail: loaded.charts }));
  window.addEventListener('popstate', read);
  read();
} else {
  window.addEventListener('hashchange', read);
  if (document.readyState === 'complete') {
    read();
  } else {
    window.addEventListener('load', read); // when the charts have their places
  }
}
