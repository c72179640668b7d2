// What only a script can do: say that the network is gone, keep what was typed, send a form once, print. Without it everything works.
(() => {
  const root = document.documentElement, note = document.getElementById('offline');
  root.classList.add('js');
  const net = () => { note.hidden = navigator.onLine; };
  addEventListener('online', net);
  addEventListener('offline', net);
  net();

  const store = window.sessionStorage;
  const done = document.querySelector('[data-forget]');
  if (done) store.removeItem(done.dataset.forget);
  for (const form of document.querySelectorAll('form[data-keep]')) {
    const name = form.dataset.keep;
    // What the server shows was typed later than what is kept.
    if (!form.hasAttribute('data-typed')) {
      try {
        for (const [field, value] of Object.entries(JSON.parse(store.getItem(name) || '{}'))) {
          for (const input of form.querySelectorAll(`[name="${CSS.escape(field)}"]`)) {
            if (input.type === 'radio' || input.type === 'checkbox') input.checked = input.value === value;
            else input.value = value;
          }
        }
      } catch { store.removeItem(name); }
    }
    form.addEventListener('input', () => store.setItem(name, JSON.stringify(Object.fromEntries(new FormData(form)))));
  }

  document.addEventListener('submit', event => {
    const form = event.target;
    if (!navigator.onLine) {
      event.preventDefault();
      net();
      note.scrollIntoView({ block: 'center' });
    } else if (form.dataset.sent) event.preventDefault();
    else if (form.method === 'post') {
      form.dataset.sent = '1';
      event.submitter?.setAttribute('aria-busy', 'true');
    }
  });
  addEventListener('pageshow', () => {
    for (const form of document.forms) delete form.dataset.sent;
    for (const busy of document.querySelectorAll('[aria-busy]')) busy.removeAttribute('aria-busy');
  });
  document.addEventListener('click', event => { if (event.target.closest('[data-print]')) print(); });
})();
