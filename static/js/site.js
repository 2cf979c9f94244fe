// Every behaviour of the site, one file each. A page without their hooks pays only for the download.
import "./theme-toggle.js";
import "./menu.js";
import "./dialog.js";
import "./search.js";
import "./drop-empty.js";
import "./dismiss.js";
import "./error-summary.js";
import "./submit-once.js";
import "./characters-left.js";
