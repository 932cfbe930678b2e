import { useState, useSyncExternalStore } from 'react';
import { Button } from '../../../kit/button.tsx';
import { useFormat } from '../../../kit/format-context.tsx';
import { useLoaded } from '../../../kit/use-loaded.ts';
import { isPlainLook, PLAIN_LOOK } from '../../../state/building-look.ts';
import { useAddress, useDesk, useRoom } from '../desk.ts';
import { useDeskKeys } from '../desk-keys.ts';
import { ClassTool, SystemTool } from './fade-tools.tsx';
import styles from './model-tools.module.css';
import { SectionTool } from './section-tool.tsx';
import { StoreyTool } from './storey-tool.tsx';

const TOOLS = ['storeys', 'section', 'classes', 'systems'] as const;
type Tool = (typeof TOOLS)[number];

/** The strip of tools that look into the selected building: beside the scene, one of them open at a time. */
export function ModelTools() {
  const desk = useDesk();
  const format = useFormat();
  const { selection } = useAddress();
  const site = useRoom()?.site;
  const look = useSyncExternalStore(desk.look.subscribe, desk.look.get);
  const [open, setOpen] = useState<Tool | null>(null);
  const building = selection?.kind === 'building' ? desk.buildingOf(selection)?.building : undefined;
  const model = useLoaded(building?.model ?? null, () => desk.model(building!));
  const shown = site && building?.model;
  useDeskKeys({
    // An open tool is closed before the selection is.
    escape: () => {
      if (!shown || open === null) return false;
      setOpen(null);
      return true;
    },
  });
  if (!shown) return null;
  const inUse: Readonly<Record<Tool, boolean>> = {
    storeys: look.explode > 0 || look.below !== PLAIN_LOOK.below,
    section: look.section !== null,
    classes: Object.keys(look.classes).length > 0,
    systems: Object.keys(look.systems).length > 0,
  };
  return (
    <aside className={styles.tools} aria-label={format.text('model.tools')} data-testid="model-tools">
      <div className={styles.strip}>
        {TOOLS.map((tool) => (
          <button
            key={tool}
            type="button"
            aria-expanded={open === tool}
            data-testid={`model-${tool}`}
            onClick={() => setOpen(open === tool ? null : tool)}
          >
            {format.text(`model.${tool}`)}
            {inUse[tool] && <i aria-hidden="true" />}
          </button>
        ))}
        <button
          type="button"
          disabled={isPlainLook(look)}
          data-testid="model-reset"
          onClick={() => desk.look.set(PLAIN_LOOK)}
        >
          {format.text('model.reset')}
        </button>
      </div>
      {open !== null && (
        <section className={styles.panel} aria-label={format.text(`model.${open}`)} data-testid="model-panel">
          <header>
            <h3>{format.text(`model.${open}`)}</h3>
            <Button look="quiet" aria-label={format.text('shell.close')} onClick={() => setOpen(null)}>
              ✕
            </Button>
          </header>
          {open === 'storeys' && <StoreyTool look={look} onLook={(next) => desk.look.set(next)} />}
          {open === 'section' && <SectionTool look={look} onLook={(next) => desk.look.set(next)} />}
          {(open === 'classes' || open === 'systems') && model.state !== 'ready' && (
            <p className={styles.note}>{format.text('model.loading')}</p>
          )}
          {open === 'classes' && model.state === 'ready' && (
            <ClassTool model={model.value} look={look} onLook={(next) => desk.look.set(next)} />
          )}
          {open === 'systems' && model.state === 'ready' && (
            <SystemTool model={model.value} look={look} onLook={(next) => desk.look.set(next)} />
          )}
        </section>
      )}
    </aside>
  );
}
