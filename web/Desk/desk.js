// What a desk has besides: parts that renew themselves, time that runs out, arrows through a list, needs that sound alike. Without it everything works by loading again.
(() => {
  const seconds = n => new Promise(done => setTimeout(done, n * 1000));
  const english = document.documentElement.lang === 'en';

  // A part that somebody types in, or has opened something in, waits until he is done.
  const busy = part => part.contains(document.activeElement) && document.activeElement.matches('input,textarea,select') || part.querySelector('details[open]');
  const renew = async part => {
    for (;;) {
      await seconds(Number(part.dataset.live));
      if (document.hidden || busy(part)) continue;
      try {
        const answer = await fetch(location.href, { headers: { 'X-Part': part.id } });
        if (answer.status === 401) { location.reload(); return; }
        if (!answer.ok) continue;
        const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById(part.id);
        if (!fresh || busy(part)) continue;
        const kept = document.activeElement?.closest('a')?.getAttribute('href');
        const inside = part.contains(document.activeElement);
        part.replaceChildren(...fresh.childNodes);
        if (inside && kept) part.querySelector(`a[href="${CSS.escape(kept)}"]`)?.focus();
        if (!fresh.dataset.live) return;
        count();
      } catch { /* The network is gone: the notice says so, and the next time may do. */ }
    }
  };
  for (const part of document.querySelectorAll('[data-live]')) renew(part);

  const count = () => {
    for (const at of document.querySelectorAll('[data-until]')) {
      const left = Number(at.dataset.until) - Math.floor(Date.now() / 1000);
      if (!Number.isFinite(left) || at.dataset.until === '') continue;
      const minutes = Math.floor(Math.max(0, left) / 60), hours = Math.floor(minutes / 60);
      at.textContent = left <= 0 ? (english ? 'time is over' : '时间到了')
        : hours >= 1 ? (english ? `${hours} h ${minutes % 60} min` : `还有 ${hours} 小时 ${minutes % 60} 分`)
        : english ? `${minutes} min ${left % 60} s` : `还有 ${minutes} 分 ${left % 60} 秒`;
    }
  };
  count();
  setInterval(count, 1000);

  // Up and down go from row to row, from the list's first link on.
  document.addEventListener('keydown', event => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp' || event.altKey || event.ctrlKey || event.metaKey) return;
    if (document.activeElement?.matches('input,textarea,select,summary')) return;
    const links = [...document.querySelectorAll('[data-rows] .main a')];
    if (links.length === 0) return;
    const at = links.indexOf(document.activeElement);
    const next = links[at < 0 ? 0 : Math.min(links.length - 1, Math.max(0, at + (event.key === 'ArrowDown' ? 1 : -1)))];
    event.preventDefault();
    next.focus();
  });

  // Enter keeps what was typed from a list of choices too, as it does from every other field.
  document.addEventListener('keydown', event => {
    const form = event.target.form;
    if (event.key !== 'Enter' || !event.target.matches('form.panel select') || event.altKey) return;
    event.preventDefault();
    form.requestSubmit(form.querySelector('button.go'));
  });

  const line = document.querySelector('[data-alike]'), alike = document.getElementById('alike');
  if (line && alike) {
    let asked = 0;
    line.addEventListener('input', async () => {
      const mine = ++asked, words = line.value.trim();
      await seconds(0.4);
      if (mine !== asked || words.length < 2) return;
      try {
        const answer = await fetch(`${line.dataset.alike}${line.dataset.alike.includes('?') ? '&' : '?'}q=${encodeURIComponent(words)}`, { headers: { 'X-Part': 'alike' } });
        if (answer.ok && mine === asked) alike.replaceChildren(...new DOMParser().parseFromString(await answer.text(), 'text/html').body.childNodes);
      } catch { /* What sounds alike is a help, no more. */ }
    });
  }
})();
