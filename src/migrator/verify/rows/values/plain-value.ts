import type { ValueDomain } from '../domain/value-domain.ts';

const DAY_MS = 86_400_000;
const START = Date.UTC(2026, 0, 1);

/**
 * The modest value number `n` (from 1) of a domain, in the writing of `edgeValues`: different for every `n` as far as
 * the domain goes, and such that it survives most changes of type and most rules. Texts are numbers in digits, moments
 * are midnights.
 */
export function plainValue(domain: ValueDomain, n: number): string {
  switch (domain.kind) {
    case 'integer':
      return String(BigInt(n) % (domain.max + 1n));
    case 'decimal':
      return String(n % 10 ** Math.max(domain.precision - domain.scale, 0));
    case 'text':
      return String(n).slice(0, domain.length);
    case 'enum':
      return domain.items[n % domain.items.length] ?? '';
    case 'list':
      return domain.items[n % domain.items.length] ?? String(n);
    case 'boolean':
      return n % 2 === 0 ? 'true' : 'false';
    case 'date':
      return dayOf(n).slice(0, 10);
    case 'datetime':
      return dayOf(n);
    case 'time':
      return new Date(n * 1000).toISOString().slice(11, 19);
    case 'interval':
      return `${n} days`;
    case 'uuid':
      // Version 4, variant 1.
      return `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
    case 'json':
      return `{"n": ${n}}`;
    case 'bytes':
      return n.toString(16).padStart(8, '0');
    case 'real':
    case 'other':
      return String(n);
  }
}

/** Within some thousand years from 2026 on. */
function dayOf(n: number): string {
  return new Date(START + (n % 1_000_000) * DAY_MS).toISOString();
}
