// The shell of every page. Rooms add a file in rooms/; it is bundled here without being named.
import Alpine from "@alpinejs/csp";
import { Collapse, Dropdown, Modal, Offcanvas, Tab } from "bootstrap";
import htmx from "htmx.org";

import "./parts/htmx.js";
import "./parts/messages.js";
import "./parts/search.js";
import "./parts/theme.js";
import "rooms:js";

// Bootstrap's parts attach themselves to data-bs-* attributes when they are imported.
window.gongjin = Object.freeze({ Alpine, htmx, bootstrap: { Collapse, Dropdown, Modal, Offcanvas, Tab } });
window.Alpine = Alpine;
window.htmx = htmx;

Alpine.start();
