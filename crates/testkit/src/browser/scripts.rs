//! The questions that are asked of a page, as functions in JavaScript.
//!
//! They run from outside of the page: neither its policies nor switched-off scripts stop them. So they use no timers
//! and no promises, which would wait for a page whose scripts never run.

/// What a person reads on an element, and whether there is an element to see.
const SHARED: &str = r#"
const words = (text) => (text || '').replace(/\s+/g, ' ').trim();
const label = (e) => words(e.getAttribute('aria-label') || (e.labels && e.labels.length ? e.labels[0].innerText : '')
    || (e.tagName === 'INPUT' && /^(submit|button|reset)$/.test(e.type) ? e.value : e.innerText) || e.title || e.name);
const visible = (e) => e.checkVisibility({visibilityProperty: true}) && e.getClientRects().length > 0;
const one = (css) => {
    const found = document.querySelector(css);
    if (!found) throw new Error('no element matches `' + css + '`');
    return found;
};
const point = (e) => {
    if (!visible(e)) throw new Error('`' + (label(e) || e.tagName) + '` is not visible');
    if (e.matches(':disabled')) throw new Error('`' + label(e) + '` is disabled');
    e.scrollIntoView({block: 'center', inline: 'center', behavior: 'instant'});
    const box = e.getClientRects()[0];
    const x = box.left + box.width / 2, y = box.top + box.height / 2;
    const hit = document.elementFromPoint(x, y);
    const reached = hit && (e.contains(hit) || (hit.closest('label') && hit.closest('label').control === e));
    if (!reached) throw new Error('`' + label(e) + '` is covered by `' + (hit ? hit.outerHTML.slice(0, 100) : 'nothing') + '`');
    return {x, y};
};
"#;

pub const POINT: &str = "(css) => point(one(css))";

/// What can be clicked and reads so: to the letter first, in the main part of the page first.
pub const POINT_OF_TEXT: &str = r#"(text) => {
    const kinds = 'a[href], button, summary, label, input, select, textarea, [role=button], [role=tab], [role=menuitem], [role=link]';
    const seen = [...document.querySelectorAll(kinds)].filter(visible);
    const exact = seen.filter((e) => label(e) === text);
    const found = exact.length ? exact : seen.filter((e) => label(e).includes(text));
    const best = found.find((e) => e.closest('main')) || found[0];
    if (!best) throw new Error('nothing to click reads `' + text + '`; there is: ' + seen.map(label).filter(Boolean).join(' | '));
    return point(best);
}"#;

pub const TEXT: &str = "() => document.body ? document.body.innerText : ''";
pub const TEXT_OF: &str = "(css) => one(css).innerText";
pub const HTML: &str = "() => document.documentElement.outerHTML";
pub const URL: &str = "() => document.URL";
pub const COUNT: &str = "(css) => document.querySelectorAll(css).length";
pub const STATE: &str = "() => document.readyState";
pub const STATUS: &str = "() => performance.getEntriesByType('navigation')[0].responseStatus";
pub const STYLE: &str = "(css, property) => getComputedStyle(one(css)).getPropertyValue(property)";
pub const VALUE: &str =
    "(css) => { const e = one(css); return /^(checkbox|radio)$/.test(e.type) ? String(e.checked) : e.value; }";
pub const ELEMENT: &str = "(css) => one(css)";
pub const OVERFLOWS: &str = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth";

/// `a "Download skills report"`, `input[name=email] "E-mail"`; `body` is where nothing has the focus.
pub const FOCUSED: &str = r#"() => {
    const e = document.activeElement || document.body;
    if (e === document.body) return 'body';
    const name = e.getAttribute('name');
    return e.tagName.toLowerCase() + (name ? '[name=' + name + ']' : '') + (label(e) ? ' "' + label(e) + '"' : '');
}"#;

/// Fields with a picker take their value at once (`true`); into the others it is typed after their text was marked.
pub const READY_TO_FILL: &str = r#"(css, text) => {
    const e = one(css);
    if (!visible(e)) throw new Error('`' + css + '` is not visible');
    if (e.matches(':disabled, :read-only')) throw new Error('`' + css + '` takes no input');
    e.focus();
    if (!/^(date|time|datetime-local|month|week|color|range)$/.test(e.type)) { e.select(); return false; }
    e.value = text;
    if (e.value !== text) throw new Error('`' + css + '` does not take `' + text + '`');
    e.dispatchEvent(new Event('input', {bubbles: true}));
    e.dispatchEvent(new Event('change', {bubbles: true}));
    return true;
}"#;

/// By the option's value or by what it reads.
pub const CHOOSE: &str = r#"(css, choice) => {
    const e = one(css);
    const options = [...e.options];
    const found = options.find((o) => o.value === choice) || options.find((o) => words(o.label) === choice);
    if (!found) throw new Error('`' + css + '` has no `' + choice + '`; it has: ' + options.map((o) => words(o.label)).join(' | '));
    if (found.disabled) throw new Error('`' + choice + '` is disabled');
    found.selected = true;
    e.dispatchEvent(new Event('input', {bubbles: true}));
    e.dispatchEvent(new Event('change', {bubbles: true}));
}"#;

/// The function, called with these arguments (JSON), as one expression.
pub fn call(function: &str, arguments: &[&str]) -> String {
    let arguments: Vec<String> = arguments.iter().map(|text| serde_json::Value::from(*text).to_string()).collect();
    format!("(() => {{ {SHARED} return ({function})({}); }})()", arguments.join(", "))
}
