// Reads a calendar with ical.js, the library in Thunderbird and Nextcloud; prints each occurrence as JSON.
// It knows no time zones of its own, so it takes each from the VTIMEZONE in the file.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const said = (time) =>
  time.isDate ? time.toString() : time.toJSDate().toISOString().replace(/:00\.000Z$/, "Z");

const calendar = new ICAL.Component(ICAL.parse(readFileSync(process.argv[2], "utf8")));
for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
const events = calendar.getAllSubcomponents("vevent").map((component) => new ICAL.Event(component));
console.log(
  JSON.stringify(
    events.map((event) => ({
      uid: event.uid,
      starts: said(event.startDate),
      ends: said(event.endDate),
      title: event.summary,
      status: event.component.getFirstPropertyValue("status"),
    })),
  ),
);
