// Shows the app once for each sample, theme and width, looks at it as a person and as axe would, and sends what it found.
const asked = new URLSearchParams(location.search);
const samples = asked.get('samples').split(',');
const module = (sample) => (sample.startsWith('project') ? 'jira:projectPage' : sample.startsWith('gadget') || sample === 'settings' ? 'jira:dashboardGadget' : 'jira:issueContext');
const settle = () => new Promise((done) => setTimeout(done, 20));

async function show(sample, theme, width) {
  const frame = document.createElement('iframe');
  frame.width = width;
  frame.height = 1600;
  frame.src = `/app/index.html?sample=${sample}&theme=${theme}&module=${module(sample)}&now=${asked.get('now')}`;
  await new Promise((done) => {
    frame.onload = done;
    document.body.append(frame);
  });
  const page = frame.contentDocument;
  for (let i = 0; i < 200 && page.getElementById('app').getAttribute('aria-busy') !== 'false'; i++) {
    await settle();
  }
  const axe = page.createElement('script');
  axe.src = '/axe.min.js';
  await new Promise((done) => {
    axe.onload = done;
    page.head.append(axe);
  });
  const { violations } = await frame.contentWindow.axe.run(page, { resultTypes: ['violations'] });
  const link = page.querySelector('a[href], button');
  if (page.querySelector('input')) {
    page.querySelector('input').value = 'shop';
  }
  link?.click();
  await settle();
  const focusable = [...page.querySelectorAll('a[href], summary, button, input')];
  const found = {
    sample,
    theme,
    width,
    text: page.getElementById('app').innerText,
    labels: [...page.querySelectorAll('[aria-label]')].map((one) => one.getAttribute('aria-label')),
    links: [...page.querySelectorAll('a')].map((one) => one.href),
    opened: frame.contentWindow.opened,
    title: page.title,
    scripts: page.querySelectorAll('main script, main img').length,
    wide: page.documentElement.scrollWidth > width,
    background: frame.contentWindow.getComputedStyle(page.body).backgroundColor,
    keyboard: focusable.every((one) => one.tabIndex >= 0),
    violations: violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target).join(' ')}: ${one.nodes[0].failureSummary}`),
  };
  frame.remove();
  return found;
}

(async () => {
  const all = [];
  for (const sample of samples) {
    for (const theme of ['light', 'dark']) {
      all.push(await show(sample, theme, sample === 'stuck' && theme === 'light' ? 720 : 320));
    }
  }
  await fetch('/found', { method: 'POST', body: JSON.stringify(all) });
})().catch((error) => fetch('/found', { method: 'POST', body: JSON.stringify([{ failed: String(error.stack) }]) }));
