// Sends the first real form empty (nothing leaves the page) and says how its faults are told.
() => {
  const fields = (form) => [...form.elements].filter((e) => e.matches('input:not([type=hidden]):not([type=submit]):not([type=button]):not([type=image]):not([type=reset]),select,textarea') && shown(e));
  const form = [...document.forms].find((f) => shown(f) && fields(f).length >= 2 && !f.querySelector('[type=search]'));
  if (!form) return null;
  const mine = fields(form);
  const before = (document.body.innerText || '');
  const native = !form.noValidate && mine.some((e) => e.willValidate && !e.checkValidity());
  const button = form.querySelector('button:not([type=button]):not([type=reset]),input[type=submit],input[type=image]');
  window.__frontline_form = {form, mine, before};
  if (!button) return {...place(form), button: false};
  button.click();
  return {...place(form), button: true, native, fields: mine.length, required: mine.filter((e) => e.required || e.getAttribute('aria-required') === 'true').length};
}
