import { ALARM_WORK_TEXT } from './text/alarm-work.ts';
import { ANALYSIS_TEXT } from './text/analysis.ts';
import { AREA_TEXT } from './text/area.ts';
import { AUDIT_TEXT } from './text/audit.ts';
import { BINDING_TEXT } from './text/binding.ts';
import { BOARD_TEXT } from './text/board.ts';
import { CALIBRATION_TEXT } from './text/calibration.ts';
import { COMMANDS_TEXT } from './text/commands.ts';
import { CONFORMANCE_TEXT } from './text/conformance.ts';
import { COORDINATES_TEXT } from './text/coordinates.ts';
import { COVERAGE_TEXT } from './text/coverage.ts';
import { DESK_TEXT } from './text/desk.ts';
import { DETAILS_TEXT } from './text/details.ts';
import { DOSSIERS_TEXT } from './text/dossiers.ts';
import { DRILLS_TEXT } from './text/drills.ts';
import { ENTRY_TEXT } from './text/entry.ts';
import { FALL_TEXT } from './text/fall.ts';
import { GROUND_TEXT } from './text/ground.ts';
import { HOUSE_TEXT } from './text/house.ts';
import { IMPORTS_TEXT } from './text/imports.ts';
import { INSIDE_TEXT } from './text/inside.ts';
import { LAYERS_TEXT } from './text/layers.ts';
import { MEASURE_TEXT } from './text/measure.ts';
import { MODEL_TEXT } from './text/model.ts';
import { OPERATIONS_TEXT } from './text/operations.ts';
import { ORDERS_TEXT } from './text/orders.ts';
import { ORIGINS_TEXT } from './text/origins.ts';
import { PAST_TEXT } from './text/past.ts';
import { PLACES_TEXT } from './text/places.ts';
import { PLACING_TEXT } from './text/placing.ts';
import { REFERRALS_TEXT } from './text/referrals.ts';
import { REPORTS_TEXT } from './text/reports.ts';
import { ROUTES_TEXT } from './text/routes.ts';
import { SCREENS_TEXT } from './text/screens.ts';
import { SEARCH_TEXT } from './text/search.ts';
import { SETTINGS_TEXT } from './text/settings.ts';
import { SHELL_TEXT } from './text/shell.ts';
import { SYSTEMS_TEXT } from './text/systems.ts';
import { TOUR_TEXT } from './text/tour.ts';
import { UNDERGROUND_TEXT } from './text/underground.ts';
import { VERSIONS_TEXT } from './text/versions.ts';
import { VIDEO_TEXT } from './text/video.ts';
import { WALL_TEXT } from './text/wall.ts';
import { WHAT_IF_TEXT } from './text/what-if.ts';
import { WORDS_TEXT } from './text/words.ts';

/** Every interface text, one table a domain. */
export const TEXTS = {
  ...SHELL_TEXT,
  ...ENTRY_TEXT,
  ...WORDS_TEXT,
  ...WHAT_IF_TEXT,
  ...COORDINATES_TEXT,
  ...DESK_TEXT,
  ...DETAILS_TEXT,
  ...DRILLS_TEXT,
  ...DOSSIERS_TEXT,
  ...ALARM_WORK_TEXT,
  ...COMMANDS_TEXT,
  ...FALL_TEXT,
  ...HOUSE_TEXT,
  ...AUDIT_TEXT,
  ...BINDING_TEXT,
  ...IMPORTS_TEXT,
  ...VERSIONS_TEXT,
  ...OPERATIONS_TEXT,
  ...ORIGINS_TEXT,
  ...ORDERS_TEXT,
  ...PAST_TEXT,
  ...PLACES_TEXT,
  ...PLACING_TEXT,
  ...REFERRALS_TEXT,
  ...REPORTS_TEXT,
  ...ROUTES_TEXT,
  ...CONFORMANCE_TEXT,
  ...SCREENS_TEXT,
  ...SEARCH_TEXT,
  ...SETTINGS_TEXT,
  ...INSIDE_TEXT,
  ...MEASURE_TEXT,
  ...MODEL_TEXT,
  ...AREA_TEXT,
  ...GROUND_TEXT,
  ...ANALYSIS_TEXT,
  ...LAYERS_TEXT,
  ...SYSTEMS_TEXT,
  ...TOUR_TEXT,
  ...UNDERGROUND_TEXT,
  ...VIDEO_TEXT,
  ...WALL_TEXT,
  ...BOARD_TEXT,
  ...CALIBRATION_TEXT,
  ...COVERAGE_TEXT,
};

export type TextKey = keyof typeof TEXTS;
