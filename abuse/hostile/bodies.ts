import { gzipSync } from 'node:zlib';
import type { HostileRequest } from './request.ts';

const nested = (depth: number, open: string, close: string) => `${open.repeat(depth)}${close.repeat(depth)}`;
const DOCUMENT = 'query ($v: TodoFilter) { todos(filter: $v) { nodes { id } } }';
const raw = (variables: string) => `{"query":${JSON.stringify(DOCUMENT)},"variables":${variables}}`;

/** Bodies that are no request, or more than one. */
export const BODIES: HostileRequest[] = [
  { name: 'variables of 40,000 arrays inside of each other', body: raw(`{"v":${nested(40_000, '[', ']')}}`) },
  {
    name: 'variables of 15,000 objects inside of each other',
    body: raw(`{"v":${'{"a":'.repeat(15_000)}1${'}'.repeat(15_000)}}`),
  },
  { name: 'a filter of 3,000 levels', body: raw(`{"v":${'{"not":'.repeat(3_000)}{}${'}'.repeat(3_000)}}`) },
  {
    name: 'a filter of 5,000 conditions',
    body: raw(`{"v":{"or":[${'{"isDone":{"eq":true}},'.repeat(4_000)}{}]}}`),
  },
  { name: 'a filter of 10,000 wrong conditions', body: raw(`{"v":{"or":[${'1,'.repeat(10_000)}1]}}`) },
  {
    name: 'variables of 8,000 keys',
    body: raw(`{${Array.from({ length: 8_000 }, (_, n) => `"k${n}":1`)},"v":1}`),
  },
  {
    name: 'a prototype in the body',
    body: '{"__proto__":{"query":"{ __typename }","isAdmin":true},"query":"{ x }"}',
  },
  {
    name: 'a prototype in the variables',
    body: raw('{"__proto__":{"v":{"isDone":{"eq":true}}},"v":{"x":1}}'),
  },
  { name: 'a prototype in an input', body: raw('{"v":{"__proto__":{"isDone":{"eq":true}},"x":1}}') },
  { name: 'a constructor in an input', body: raw('{"v":{"constructor":{"prototype":{"isDone":true}}}}') },
  { name: 'variables that are a list', body: raw('[1,2,3]') },
  { name: 'variables that are text', body: raw('"x"') },
  { name: 'a query that is a number', body: '{"query":1}' },
  { name: 'a query that is an object', body: '{"query":{"toString":"x"}}' },
  { name: 'an operation name that is an object', body: '{"query":"{ __typename }","operationName":{}}' },
  { name: 'extensions that are text', body: '{"query":"{ x }","extensions":"x"}' },
  {
    name: 'a persisted query that nobody knows',
    body: { extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } } },
  },
  { name: 'a batch', body: `[${'{"query":"{ __typename }"},'.repeat(500)}{"query":"{ __typename }"}]` },
  { name: 'null', body: 'null' },
  { name: 'a number', body: '1e999' },
  { name: 'no body', body: '' },
  { name: 'half of a body', body: '{"query":"{ __type' },
  { name: 'bytes that are no UTF-8', body: Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]) },
  { name: 'UTF-16', body: Buffer.from('{"query":"{ __typename }"}', 'utf16le') },
  { name: 'half a surrogate pair as an id', body: '{"query":"{ todo(id: \\"\\ud800\\") { id } }"}' },
  { name: 'a body of 2 MB', body: { query: '{ __typename }', variables: { v: 'x'.repeat(2_000_000) } } },
  {
    name: 'a gzip bomb',
    body: gzipSync(Buffer.alloc(10_000_000, 32)),
    headers: { 'content-encoding': 'gzip' },
  },
  {
    name: 'a form',
    body: 'query=%7B__typename%7D',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  },
  {
    name: 'JSON as text, as a page of another site may send it',
    body: '{"query":"{ __typename }"}',
    headers: { 'content-type': 'text/plain' },
  },
  {
    name: 'an upload',
    body: '--x\r\n\r\n--x--',
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
  },
  {
    name: 'a content type of 10,000 parameters',
    body: '{"query":"{ x }"}',
    headers: { 'content-type': `application/json${';a=b'.repeat(3_000)}` },
  },
  {
    name: 'a mutation by GET',
    method: 'GET',
    path: `/graphql?query=${encodeURIComponent('mutation { clearCompleted(input: {}) { count } }')}`,
  },
  {
    name: 'a query by GET, as a page of another site may send it',
    method: 'GET',
    path: '/graphql?query=%7B__typename%7D',
  },
  {
    name: 'variables by GET that are no JSON',
    method: 'GET',
    path: '/graphql?query=%7Bx%7D&variables=%7B',
    headers: { 'apollo-require-preflight': '1' },
  },
  { name: 'another method', method: 'PROPFIND' },
  { name: 'a path out of the folder', method: 'GET', path: '/..%2f..%2f..%2fetc/passwd' },
  { name: 'a path with a NUL', method: 'GET', path: '/graphql%00' },
  { name: 'a path that is no text', method: 'GET', path: '/%c0%ae%c0%ae/%' },
  { name: 'a path of 15 KB', method: 'GET', path: `/${'a'.repeat(15_000)}` },
];
