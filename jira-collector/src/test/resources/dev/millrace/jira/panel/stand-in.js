// Stands in for the bridge that Forge puts into the page, and for what Jira does with it: gives a property, puts tokens into the
// page, opens links. The clock stands still.
(() => {
  const asked = new URLSearchParams(location.search);
  const now = Date.parse(asked.get('now'));
  Date.now = () => now;
  window.opened = [];
  const answer = (status, body) => ({ status, statusText: '', headers: {}, body, isAttachment: false });
  const module = asked.get('module');
  const issue = module === 'jira:issueContext';
  const extension = () => ({
    type: module,
    project: { id: '10', key: 'TEST' },
    ...(issue ? { issue: { id: '1', key: 'TEST-1', typeId: '3' } } : {}),
    ...(module === 'jira:dashboardGadget' && asked.get('sample') !== 'settings' ? { gadgetConfiguration: { project: 'TEST' } } : {}),
  });
  const commands = {
    getContext: async () => ({ extension: extension() }),
    enableTheming: async () => {
      document.documentElement.dataset.colorMode = asked.get('theme');
      const tokens = document.createElement('link');
      tokens.rel = 'stylesheet';
      tokens.href = `/tokens-${asked.get('theme')}.css`;
      await new Promise((done) => {
        tokens.onload = done;
        document.head.append(tokens);
      });
    },
    fetchProduct: async ({ product, restPath, fetchRequestInit }) => {
      if (product !== 'jira' || fetchRequestInit.method !== 'GET' || restPath !== `/rest/api/3/${issue ? 'issue/1' : 'project/TEST'}/properties/millrace.flow`) {
        return answer(400, 'unexpected request');
      }
      const found = await fetch(`/property/${asked.get('sample')}`);
      return answer(found.status, found.ok ? `{"key":"millrace.flow","value":${await found.text()}}` : '');
    },
    submit: async (settings) => window.opened.push(['submit', settings]),
    navigate: async ({ url, type }) => window.opened.push([url, type]),
  };
  window.__bridge = { callBridge: (command, payload) => commands[command](payload) };
})();
