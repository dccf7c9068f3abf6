// Names of items open them, key figures and stages of the map what they are counted from.

function connect() {
  const at = new Map(data.key.map((key, i) => [key, i]));
  document.querySelectorAll('main a[href], header a[href]').forEach((anchor) => {
    const i = at.get(anchor.textContent);
    if (i !== undefined && !anchor.getAttribute('href').startsWith('#') && linkTo(i)) {
      anchor.setAttribute('href', linkTo(i));
    }
  });
  data.metrics.forEach((one) => {
    const figure = document.querySelector('#card-' + one.id + ' .mr-figure');
    if (figure) {
      figure.replaceChildren(make('a', { href: link({ metric: one.id }), title: 'Why, and the items behind it' }, figure.textContent));
    }
  });
  ['lead-time-for-changes', 'change-fail-rate'].forEach((id) => {
    const figure = document.querySelector('#card-' + id + ' .mr-figure');
    if (figure && (own.deployments || document.getElementById('deployments'))) {
      figure.replaceChildren(make('a', { href: own.deployments || '#deployments' }, figure.textContent));
    }
  });
  const stages = new Set(data.stage.words);
  document.querySelectorAll('#value-stream-map tbody th, #stage-time tbody tr.mr-row > th, #ageing tbody th, #waiting-share tbody th').forEach((cell) => {
    if (stages.has(cell.textContent)) {
      cell.replaceChildren(make('a', { href: link({ stage: cell.textContent, metric: 'flow-load' }) }, cell.textContent));
    }
  });
}

function open(cell, parameters) {
  const text = cell.firstChild;
  if (text && text.nodeType === Node.TEXT_NODE && /\d/.test(text.data) && text.data !== '0') {
    text.replaceWith(make('a', { href: link(parameters), title: 'The items behind it' }, text.data));
  }
}

/** What is deployed has a list of its own. */
function deployed(cell) {
  lead(cell, own.deployments || '#deployments', 'The deployments behind it');
}

/** A number that leads to another part of the page, or to another page. */
function lead(cell, href, title) {
  if ((!href.startsWith('#') || document.getElementById(href.slice(1))) && /\d/.test(cell.textContent) && !cell.querySelector('a')) {
    cell.replaceChildren(make('a', { href, title }, cell.textContent));
  }
}

/** A stage of the map opens the items that were in it. */
function connectMap() {
  document.querySelectorAll('.mr-map-stage').forEach((box) => {
    const name = box.getAttribute('data-stage');
    if (names.includes(name)) {
      const anchor = svg('a', { href: link({ visited: name, sort: '-spent' }) });
      box.replaceWith(anchor);
      anchor.append(box);
      anchor.closest('svg').setAttribute('role', 'group'); // a picture has no links in it
    }
  });
}
