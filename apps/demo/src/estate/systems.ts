/** Operating systems of the estate, as their own start-up record (EventLog 6009) words them. */
export interface System {
  readonly name: string;
  readonly version: string;
  readonly build: string;
  readonly servicePack: string;
  readonly server: boolean;
  /** Before Vista: classic logs only, insertion strings without names. */
  readonly legacy: boolean;
}

const system = (
  name: string,
  version: string,
  build: string,
  servicePack: string,
  server: boolean,
  legacy = false,
): System => ({ name, version, build, servicePack, server, legacy });

export const systems = {
  windows10: system('Windows 10', '10.00.', '19045', '', false),
  windows11: system('Windows 11', '10.00.', '22631', '', false),
  windows7: system('Windows 7', '6.01.', '7601', 'Service Pack 1', false),
  windowsXp: system('Windows XP', '5.01.', '2600', 'Service Pack 3', false, true),
  server2003: system('Windows Server 2003', '5.02.', '3790', 'Service Pack 2', true, true),
  server2012: system('Windows Server 2012 R2', '6.03.', '9600', '', true),
  server2016: system('Windows Server 2016', '10.00.', '14393', '', true),
  server2019: system('Windows Server 2019', '10.00.', '17763', '', true),
  server2022: system('Windows Server 2022', '10.00.', '20348', '', true),
  linux: system('Linux', '', '', '', true),
} as const;
export type SystemKey = keyof typeof systems;
