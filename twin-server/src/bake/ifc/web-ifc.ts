import { createRequire } from 'node:module';

/**
 * web-ifc as the CommonJS module that it is. By `import` Node would read its four megabytes of text three times over, to find out what
 * kind of module it is and what it exports: a quarter of a second of every start.
 */
export const ifc: typeof import('web-ifc') = createRequire(import.meta.url)('web-ifc');
