export * from './legacy-security.ts';
export * from './security.ts';
export * from './sysmon.ts';
export * from './system.ts';
export type { DeviceEvent, EventType, Moment, SyslogEvent, WindowsEvent } from './windows-event.ts';
