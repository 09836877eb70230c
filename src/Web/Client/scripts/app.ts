import htmx from "htmx.org";
import { watchBoard } from "./modules/board";
import { watchChecks } from "./modules/checks";
import { watchCopy } from "./modules/copy";
import { watchCountdowns } from "./modules/countdown";
import { watchFormulas } from "./modules/formulas";
import { watchLists } from "./modules/lists";
import { watchMarks } from "./modules/marks";
import { watchMenus } from "./modules/menus";
import { watchPrint } from "./modules/print";
import { watchSaving } from "./modules/saving";
import { watchSitting } from "./modules/sitting";
import { watchSubmits } from "./modules/submits";
import { watchToasts } from "./modules/toasts";
import { watchTurning } from "./modules/turning";

// Everything here is a convenience: each page does its work without it. Listeners sit on the document, so fragments
// brought in later need no start-up of their own.
htmx.config.defaultFocusScroll = true;
watchBoard();
watchChecks();
watchCopy();
watchCountdowns();
watchFormulas();
watchLists();
void watchMarks();
watchMenus();
watchPrint();
watchSaving();
void watchSitting();
watchSubmits();
watchToasts();
watchTurning();
