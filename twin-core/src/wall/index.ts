export * from './layout.ts';
export * from './present-layout.ts';
export * from './preset-layouts.ts';
export * from './wall-state.ts';
