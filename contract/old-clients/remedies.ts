import { ChangeType, type TypeOfChangeType } from '@graphql-inspector/core';

const PUT_BACK =
  'Put it back with @deprecated(reason: "…"), release that (npm run schema:release), and remove it in a later release.';
/** The SDL does not let it be deprecated: a client has to send it. */
const PUT_BACK_REQUIRED =
  'Put it back, make it optional and deprecate it, release that (npm run schema:release), and remove it in a later release.';
const BESIDE_IT =
  'Keep the type that it had, and bring the new one under a new name beside it; then deprecate the old one.';
const NO_DEMAND =
  'Make it nullable, or give it a default, so that clients that do not know it go on working.';
const NO_WARNING =
  'Clients cannot be warned of this. Keep it as it was, or bring the new form under a new name.';

const REMEDIES: Partial<Record<TypeOfChangeType, string>> = {
  [ChangeType.FieldRemoved]: PUT_BACK,
  [ChangeType.EnumValueRemoved]: PUT_BACK,
  [ChangeType.InputFieldRemoved]: PUT_BACK,
  [ChangeType.FieldArgumentRemoved]: PUT_BACK,
  [ChangeType.TypeRemoved]:
    'Put it back, deprecate the fields and arguments that lead to it, release that (npm run schema:release), and remove it in a later release.',
  [ChangeType.FieldTypeChanged]: BESIDE_IT,
  [ChangeType.FieldArgumentTypeChanged]: BESIDE_IT,
  [ChangeType.InputFieldTypeChanged]: BESIDE_IT,
  [ChangeType.FieldArgumentAdded]: NO_DEMAND,
  [ChangeType.InputFieldAdded]: NO_DEMAND,
};

/** What to do instead of a breaking change of this kind. */
export function remedyFor(type: TypeOfChangeType, removedWasRequired: boolean): string {
  const remedy = REMEDIES[type] ?? NO_WARNING;
  return remedy === PUT_BACK && removedWasRequired ? PUT_BACK_REQUIRED : remedy;
}
