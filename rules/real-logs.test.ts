import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { isEvt, readEvt, readEvtx } from '@cordon/eventlog';
import { createEngine, loadRules } from '@cordon/sigma';
import { readRuleFiles } from '../tools/rules-test/rule-files.ts';
import { sharedData } from '../tools/shared-data.ts';

/**
 * The rules on logs recorded from real attacks, and on an ordinary one. Cases are written by the author of a rule;
 * these are not, and show that the fields and their texts are what Windows writes.
 */
const data = sharedData();
const skip = data === undefined ? 'no shared data' : false;
const files = readRuleFiles();
const nameOf = new Map(files.map(({ name, rule }) => [rule.id, name]));

/** How often each rule hits the records of a log, and how many records there are. */
function scan(path: string): { records: number; hits: Record<string, number> } {
  const stored = readFileSync(join(data ?? '', path));
  const engine = createEngine(loadRules(files.map(({ name, text }) => ({ name, text }))).rules);
  const hits: Record<string, number> = {};
  let records = 0;
  const bytes = path.endsWith('.gz') ? gunzipSync(stored) : stored;
  for (const item of isEvt(bytes) ? readEvt(bytes) : readEvtx(bytes)) {
    if (item.kind === 'fault') continue;
    records++;
    for (const { rule } of engine.match(item.record)) {
      const name = nameOf.get(rule.id) ?? rule.id;
      hits[name] = (hits[name] ?? 0) + 1;
    }
  }
  return { records, hits };
}

const samples = '10-evtx/attack-samples';
const regression = '09-sigma/regression_data/rules/windows';
const attacks: readonly [path: string, expected: Readonly<Record<string, number>>][] = [
  [
    `${samples}/Defense Evasion/DE_Fake_ComputerAccount_4720.evtx`,
    { 'accounts/account-named-like-computer': 2 },
  ],
  [
    `${samples}/Privilege Escalation/samaccount_spoofing_CVE-2021-42287_CVE-2021-42278_DC_securitylogs.evtx`,
    { 'accounts/computer-account-takes-user-name': 1 },
  ],
  [
    `${samples}/Persistence/Network_Service_Guest_added_to_admins_4732.evtx`,
    { 'accounts/member-added-to-administrators': 2 },
  ],
  [`${samples}/Privilege Escalation/4765_sidhistory_add_t1178.evtx`, { 'accounts/sid-history-added': 1 }],
  [`${samples}/Credential Access/CA_DCSync_4662.evtx`, { 'credentials/directory-replication-by-user': 3 }],
  [
    `${samples}/Credential Access/sysmon_10_1_memdump_comsvcs_minidump.evtx`,
    { 'credentials/lsass-dump-by-system-library': 1 },
  ],
  [
    `${samples}/Persistence/sysmon_20_21_1_CommandLineEventConsumer.evtx`,
    { 'credentials/lsass-memory-opened': 1, 'remote-execution/program-started-by-wmi': 1 },
  ],
  [
    `${regression}/file/file_event/file_event_win_taskmgr_lsass_dump/69ca12af-119d-44ed-b50f-a47af0ebc364.evtx`,
    { 'credentials/process-dump-of-lsass-written': 1 },
  ],
  [
    `${samples}/AutomatedTestingTools/PanacheSysmon_vs_AtomicRedTeam01.evtx`,
    {
      'credentials/registry-hive-exported': 7,
      'ransomware/backup-catalogue-deleted': 1,
      'ransomware/recovery-disabled-bcdedit': 2,
      'ransomware/shadow-copies-deleted-vssadmin': 1,
    },
  ],
  [
    '10-evtx/other/EID4769_Kerberoasting.evtx',
    { 'credentials/service-ticket-with-weak-cipher': 2, 'tampering/security-log-cleared': 1 },
  ],
  [
    `${samples}/Lateral Movement/LM_REMCOM_5145_TargetHost.evtx`,
    { 'remote-execution/program-copied-to-admin-share': 6 },
  ],
  [`${samples}/Privilege Escalation/sysmon_privesc_psexec_dwell.evtx`, { 'remote-execution/psexec-pipe': 3 }],
  [
    `${samples}/Privilege Escalation/System_7045_namedpipe_privesc.evtx`,
    { 'remote-execution/service-runs-command-interpreter': 1 },
  ],
  [
    `${samples}/Lateral Movement/LM_winrm_exec_sysmon_1_winrshost.evtx`,
    { 'remote-execution/shell-started-by-remote-management': 1 },
  ],
  [
    `${samples}/Privilege Escalation/PrivEsc_SeImpersonatePriv_enabled_back_for_upnp_localsvc_4698.evtx`,
    { 'remote-execution/task-runs-from-writable-folder': 1 },
  ],
  [
    `${samples}/Defense Evasion/sysmon_13_rdp_settings_tampering.evtx`,
    { 'remote-management/remote-desktop-switched-on': 1 },
  ],
  [
    `${samples}/Command and Control/DE_sysmon-3-rdp-tun.evtx`,
    { 'remote-management/remote-desktop-through-ssh-tunnel': 1 },
  ],
  ['10-evtx/evtx-samples/2-vss_7-System.evtx', { 'remote-management/support-tool-service-installed': 1 }],
  [
    `${regression}/process_creation/proc_creation_win_bitsadmin_download_susp_targetfolder/2ddef153-167b-4e89-86b6-757a9e65dcac.evtx`,
    { 'scripts/bits-download-of-program': 1 },
  ],
  [
    `${regression}/process_creation/proc_creation_win_certutil_download_file_sharing_domains/42a5f1e7-9603-4f6d-97ae-3f37d130d794.evtx`,
    { 'scripts/certutil-downloads-file': 1 },
  ],
  [
    `${samples}/Defense Evasion/de_sysmon_13_VBA_Security_AccessVBOM.evtx`,
    { 'scripts/macro-security-lowered': 1 },
  ],
  [
    `${samples}/Execution/exec_persist_rundll32_mshta_scheduledtask_sysmon_1_3_11.evtx`,
    { 'scripts/mshta-runs-remote-or-inline-script': 1 },
  ],
  [
    `${samples}/AutomatedTestingTools/Malware/sideloading_uacbypass_rundll32_injection_c2.evtx`,
    { 'scripts/office-starts-interpreter': 2 },
  ],
  [
    `${regression}/process_creation/proc_creation_win_powershell_base64_invoke/6385697e-9f1b-40bd-8817-f4a91f40508e.evtx`,
    { 'scripts/powershell-encoded-command': 1 },
  ],
  [
    `${samples}/Persistence/sysmon_1_persist_bitsjob_SetNotifyCmdLine.evtx`,
    { 'scripts/regsvr32-loads-scriptlet': 1 },
  ],
  ['10-evtx/other/DE_104_system_log_cleared.evtx', { 'tampering/event-log-cleared': 1 }],
  [
    `${regression}/process_creation/proc_creation_win_sc_stop_service/81bcb81b-5b1f-474b-b373-52c871aaa7b1.evtx`,
    { 'tampering/security-service-stopped-by-command': 1 },
  ],
  [`${samples}/Credential Access/tutto_malseclogon.evtx`, { 'worm/lsass-starts-program': 1 }],
  [
    `${samples}/Lateral Movement/remote_file_copy_system_proc_file_write_sysmon_11.evtx`,
    { 'worm/program-written-to-windows-over-smb': 1 },
  ],
  [
    `${samples}/Privilege Escalation/CVE-2020-0796_SMBV3Ghost_LocalPrivEsc_Sysmon_3_1_10.evtx`,
    { 'elevation/core-process-starts-shell': 1, 'worm/smb-connection-by-user-program': 1 },
  ],
  [
    `${samples}/Credential Access/ppl_bypass_ppldump_knowdll_hijack_sysmon_security.evtx`,
    { 'credentials/lsass-read-through-dump-library': 1 },
  ],
  [
    `${samples}/Privilege Escalation/sysmon_1_13_UACBypass_AppPath_Control.evtx`,
    { 'elevation/auto-elevated-program-starts-interpreter': 1 },
  ],
  [
    `${samples}/Privilege Escalation/sysmon_11_1_7_uacbypass_cliconfg.evtx`,
    { 'elevation/cabinet-unpacked-by-update-installer': 2 },
  ],
  [
    `${samples}/Privilege Escalation/sysmon_1_13_11_cmstp_ini_uacbypass.evtx`,
    { 'elevation/elevated-object-starts-program': 1 },
  ],
  [
    `${samples}/Privilege Escalation/sysmon_13_1_compmgmtlauncherUACBypass.evtx`,
    { 'elevation/handler-of-elevated-program-replaced': 1 },
  ],
  [
    `${samples}/Defense Evasion/apt10_jjs_sideloading_prochollowing_persist_as_service_sysmon_1_7_8_13.evtx`,
    { 'elevation/service-host-with-unusual-parent': 1 },
  ],
  [
    `${samples}/Persistence/persistence_sysmon_11_13_1_shime_appfix.evtx`,
    { 'elevation/whoami-run-as-system': 1 },
  ],
  [
    `${samples}/AutomatedTestingTools/Malware/sideloading_injection_persistence_run_key.evtx`,
    { 'persistence/run-key-starts-from-writable-folder': 1 },
  ],
  [
    `${samples}/Lateral Movement/LM_tsclient_startup_folder.evtx`,
    { 'persistence/script-in-startup-folder': 1 },
  ],
  [`${samples}/Persistence/wmighost_sysmon_20_21_1.evtx`, { 'persistence/wmi-consumer-with-script': 1 }],
  [
    `${samples}/Privilege Escalation/Sysmon_UACME_39.evtx`,
    { 'remote-execution/management-console-starts-shell': 1 },
  ],
  [
    `${samples}/Lateral Movement/LM_typical_IIS_webshell_sysmon_1_10_traces.evtx`,
    { 'remote-execution/server-program-starts-shell': 1 },
  ],
  [
    `${samples}/AutomatedTestingTools/panache_sysmon_vs_EDRTestingScript.evtx`,
    { 'remote-management/port-proxy-added': 1 },
  ],
  [
    `${samples}/Execution/exec_sysmon_1_11_lolbin_rundll32_zipfldr_RouteTheCall.evtx`,
    { 'scripts/rundll32-as-launcher': 1 },
  ],
];

describe('rules on recorded attacks', { skip }, () => {
  for (const [path, expected] of attacks) {
    it(path.slice(path.lastIndexOf('/') + 1), () => {
      const { hits } = scan(path);
      for (const [name, count] of Object.entries(expected)) assert.equal(hits[name] ?? 0, count, name);
    });
  }
});

describe('rules on ordinary logs', { skip }, () => {
  it('find one unexpected shutdown in 5,009 records of a System log', () => {
    assert.deepEqual(scan('05-endpoint/evtx/plaso-System.evtx.gz'), {
      records: 5009,
      hits: { 'legacy/unexpected-shutdown': 1 },
    });
  });

  it('find the limit of half-open connections, and nothing else, in the System log of an XP workstation', () => {
    const { records, hits } = scan('05-endpoint/evt/SysEvent.Evt.gz');
    assert.ok(records >= 6063, `read ${records} records`);
    assert.deepEqual(hits, { 'legacy/half-open-connection-limit': 4 });
  });

  it('find nothing in the Security log of a Server 2003', () => {
    assert.deepEqual(scan('05-endpoint/evt/win2003-Security.evt'), { records: 49, hits: {} });
  });
});
