/** Where the forms of `Date` and `DateTime` are specified. */
export const RFC_3339 = 'https://www.rfc-editor.org/rfc/rfc3339#section-5.6';
