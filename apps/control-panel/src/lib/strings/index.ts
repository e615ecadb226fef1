/** Every word of the panel, in English. Each part goes with the screens that use it: see `catalogue.ts`. */
export * as strings from './catalogue';
