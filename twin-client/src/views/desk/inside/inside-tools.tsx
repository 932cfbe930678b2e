import { useEffect, useState } from 'react';
import type { Interior } from '../../../bim/interior.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { useLoaded } from '../../../kit/use-loaded.ts';
import { useDesk, useRoom } from '../desk.ts';
import { useDeskKeys } from '../desk-keys.ts';
import { type ColorBy, ColorPanel, NONE, RoomPainter } from './color-panel.tsx';
import { Flyout } from './flyout.tsx';
import styles from './inside.module.css';
import { type Inside, useSignal } from './inside.ts';
import { LookPanel } from './look-panel.tsx';
import { MeasurePanel } from './measure-panel.tsx';
import { ModelTree } from './model-tree.tsx';
import { SectionPanel } from './section-panel.tsx';
import { type Tool, ToolStrip } from './tool-strip.tsx';
import { useDeskInStep } from './use-desk-in-step.ts';
import { WalkHud } from './walk-hud.tsx';

/** The tools of a building seen from the inside; nothing while another room is shown. */
export function InsideTools() {
  const desk = useDesk();
  const room = useRoom();
  const [tool, setTool] = useState<Tool | null>(null);
  const interior = room?.interior ?? null;
  const building = desk.center.site.buildings.find(({ code }) => code === room?.building);
  const outline = useLoaded(interior && building ? building.code : null, () => desk.model(building!));
  // Here, not with the tools: keys are offered to those first who were on the page first.
  useDeskKeys({
    escape: () => interior !== null && stepBack(interior, tool, setTool),
    enter: () => {
      if (!interior?.measure.active) return false;
      interior.measure.finish();
      return true;
    },
  });
  if (!interior || !building || outline.state !== 'ready') return null;
  const inside = { interior, building, outline: outline.value };
  return <Tools key={building.code} {...inside} tool={tool} onTool={setTool} />;
}

interface ToolsProps extends Inside {
  readonly tool: Tool | null;
  onTool(tool: Tool | null): void;
}

function Tools({ tool, onTool, ...inside }: ToolsProps) {
  const { interior, building, outline } = inside;
  const format = useFormat();
  const view = useSignal(interior.view);
  const [by, setBy] = useState<ColorBy>(NONE);
  useDeskInStep(interior);
  useEffect(() => {
    // Who walks has no hand free for the tape, and sees the building whole.
    if (view === 'walk' && (tool === 'measure' || tool === 'section')) onTool(null);
  }, [onTool, tool, view]);
  return (
    <div className={styles.inside} data-testid="inside-tools">
      <ToolStrip inside={inside} tool={tool} onTool={(chosen) => onTool(chosen === tool ? null : chosen)} />
      {tool !== null && (
        <Flyout
          interior={interior}
          title={format.text(`inside.${tool}`)}
          tall={tool === 'tree' || tool === 'classes'}
          onClose={() => onTool(null)}
        >
          {tool === 'tree' && <ModelTree building={building} outline={outline} />}
          {tool === 'section' && <SectionPanel {...inside} />}
          {tool === 'measure' && <MeasurePanel {...inside} />}
          {tool === 'colors' && <ColorPanel {...inside} by={by} onBy={setBy} />}
          {tool === 'classes' && <LookPanel {...inside} />}
        </Flyout>
      )}
      {by !== NONE && <RoomPainter {...inside} by={by} />}
      {view === 'walk' && <WalkHud {...inside} />}
    </div>
  );
}

/** Esc goes one step back: a point, an open tool, the walk; then it is the desk's. */
function stepBack(interior: Interior, tool: Tool | null, setTool: (tool: Tool | null) => void): boolean {
  if (interior.measure.undo()) return true;
  if (tool !== null) setTool(null);
  else if (interior.view.get() === 'walk') interior.look('solid');
  else return false;
  return true;
}
