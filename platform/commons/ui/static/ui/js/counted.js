/** A number with its word, as the language of the page has it; `forms` are those for one, for a few and for many: "%n woman|%n women|%n women". */
export function counted(forms, n) {
  const [one, few, many] = forms.split("|");
  const kind = new Intl.PluralRules(document.documentElement.lang).select(n);
  return ({ one, few }[kind] ?? many).replace("%n", n);
}
