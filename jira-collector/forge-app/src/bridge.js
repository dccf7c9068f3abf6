// Calls Jira through the bridge that Forge puts into the page. The package @forge/bridge wraps the same object; it would bring
// 120 MB of packages for these four calls.

function call(command, payload) {
  const bridge = globalThis.__bridge;
  if (!bridge?.callBridge) {
    return Promise.reject(new Error('This page works only inside Jira.'));
  }
  return bridge.callBridge(command, payload);
}

/** What Forge says of the place where the app is shown. */
export function context() {
  return call('getContext');
}

/** Lets Jira put its design tokens for light or dark into the page; without them, the page has light colours of its own. */
export function enableTheme() {
  return call('enableTheming').catch(() => undefined);
}

/** Opens a page in a new tab; a frame may not do that itself. */
export function open(url) {
  return call('navigate', { url, type: 'new-tab' });
}

/** Ends the editing of a gadget with its settings. */
export function submit(settings) {
  return call('submit', settings);
}

/**
 * The value of a property, in the name of the person who looks.
 *
 * @param {string} path of the issue or project, below /rest/api/3/
 * @returns {Promise<unknown>} the value; null if there is none, or the person may not see it
 */
export async function property(path) {
  const answer = await call('fetchProduct', {
    product: 'jira',
    restPath: `/rest/api/3/${path}/properties/millrace.flow`,
    fetchRequestInit: { method: 'GET', body: null, headers: [['accept', 'application/json'], ['x-atlassian-token', 'no-check']] },
    isMultipartFormData: false,
  });
  if (answer.status === 404) {
    return null;
  }
  if (answer.status < 200 || answer.status > 299) {
    throw new Error(`Jira answered with status ${answer.status}.`);
  }
  return JSON.parse(answer.body).value;
}
