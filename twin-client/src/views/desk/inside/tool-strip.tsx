import type { ViewKind } from '../../../bim/storey-order.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import styles from './inside.module.css';
import { type Inside, useSignal } from './inside.ts';

/** Tools that open a panel. */
export type Tool = 'tree' | 'section' | 'measure' | 'colors' | 'classes';

/** Pictures of the tools: strokes in a 24 × 24 box. */
const PICTURES = {
  tree: 'M4 4h6v4H4zM14 10h6v4h-6zM14 16h6v4h-6zM7 8v10h7M7 12h7',
  solid: 'M12 3l8 4.5v9L12 21l-8-4.5v-9zM12 12v9M12 12L4 7.5M12 12l8-4.5',
  plan: 'M4 4h16v16H4zM4 13h7M11 20v-5M11 4v5M11 9h4M18 9h2',
  walk: 'M13 3.6a1.6 1.6 0 1 0 .01 0M9 21l2.4-6.2L9.2 12l1-4.6 3.2.6 1.2 3 3 1.2M11.4 14.8l2.6 2 .8 4.2M10.2 7.4L7.4 9v3.2',
  section: 'M3 8l7-4 11 5v8l-7 4L3 16zM14 21v-9M14 12l7-3M14 12L3 8M1.5 13.5L22 3.5',
  measure: 'M3 15.5L15.5 3 21 8.5 8.5 21zM6 12.5l2 2M9 9.5l3 3M12 6.5l2 2',
  colors: 'M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM13 13h7v7h-7zM5 9l5-5M5 18l5-5M14 9l5-5',
  classes:
    'M2.5 12C4.8 7.6 8 5.5 12 5.5s7.2 2.1 9.5 6.5c-2.3 4.4-5.5 6.5-9.5 6.5S4.8 16.4 2.5 12zM12 9a3 3 0 1 0 .01 0',
  materials:
    'M12 3a9 9 0 1 0 0 18c1.6 0 1.8-1.2 1.2-2.2-.7-1.2 0-2.6 1.5-2.600H18a3 3 0 0 0 3-3C21 7.5 17 3 12 3zM7.5 11.500h.01M10 7.500h.01M14.5 7.500h.01M17 11h.01',
} as const;

const VIEWS: readonly ViewKind[] = ['solid', 'plan', 'walk'];
const TOOLS: readonly Tool[] = ['section', 'measure', 'colors', 'classes'];

export interface ToolStripProps {
  readonly inside: Inside;
  /** The tool whose panel is open. */
  readonly tool: Tool | null;
  onTool(tool: Tool): void;
}

/** The tools of the inside, one below the other at the left of the picture. */
export function ToolStrip({ inside: { interior }, tool, onTool }: ToolStripProps) {
  const format = useFormat();
  const view = useSignal(interior.view);
  const materials = useSignal(interior.materials);
  return (
    <div className={styles.strip} role="toolbar" aria-orientation="vertical" aria-label={format.text('inside.tools')}>
      <ToolButton name="tree" label={format.text('inside.tree')} on={tool === 'tree'} onUse={() => onTool('tree')} />
      <hr />
      {VIEWS.map((value) => (
        <ToolButton
          key={value}
          name={value}
          label={format.text(`inside.view.${value}`)}
          on={value === view}
          onUse={() => interior.look(value)}
        />
      ))}
      <hr />
      {TOOLS.map((value) => (
        <ToolButton
          key={value}
          name={value}
          label={format.text(`inside.${value}`)}
          on={value === tool}
          disabled={(value === 'measure' || value === 'section') && view === 'walk'}
          onUse={() => onTool(value)}
        />
      ))}
      <hr />
      <ToolButton
        name="materials"
        label={format.text(materials ? 'inside.plain' : 'inside.materials')}
        on={materials}
        onUse={() => interior.paintMaterials(!materials)}
      />
    </div>
  );
}

interface ToolButtonProps {
  readonly name: keyof typeof PICTURES;
  readonly label: string;
  readonly on: boolean;
  readonly disabled?: boolean;
  onUse(): void;
}

function ToolButton({ name, label, on, disabled = false, onUse }: ToolButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      aria-pressed={on}
      disabled={disabled}
      data-testid={`inside-${name}`}
      onClick={onUse}
    >
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d={PICTURES[name]} />
      </svg>
      <span className={styles.tip} aria-hidden="true">
        {label}
      </span>
    </button>
  );
}
