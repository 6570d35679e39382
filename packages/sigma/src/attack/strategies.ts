/**
 * MITRE ATT&CK 18.1 (enterprise and ICS), written by tools/attack-tables.ts. Do not edit.
 *
 * © 2025 The MITRE Corporation. This work is reproduced and distributed with the permission of The MITRE
 * Corporation. Terms: LICENSE-ATTACK.txt beside this file.
 */

/** `technique|detection strategy|log sources`, a log source as `name` or `name=event id,event id`. */
export const strategyLines = `T1001.001|DET0011|NSM:Flow;WinEventLog:Sysmon=3,10,22;auditd:SYSCALL;esxi:hostd;esxi:vmkernel;macos:osquery;macos:unifiedlog
T1001.002|DET0235|NSM:Flow;WinEventLog:Sysmon=1,3,11,22;auditd:SYSCALL;esxi:hostd;esxi:vmkernel;macos:osquery;macos:unifiedlog
T1001.003|DET0470|NSM:Content;NSM:Flow;WinEventLog:Sysmon=3,22;auditd:SYSCALL;esxi:hostd;macos:osquery;macos:unifiedlog
T1001|DET0053|NSM:Flow;auditd:SYSCALL;macos:unifiedlog
T1003.001|DET0363|WinEventLog:Security=4673;WinEventLog:Sysmon=1,10,11,13,14
T1003.002|DET0085|WinEventLog:Security=4688;WinEventLog:Sysmon=2,11,13,14
T1003.003|DET0586|WinEventLog:Microsoft-Windows-VSS;WinEventLog:Security=4688;WinEventLog:Sysmon=2,11
T1003.004|DET0437|WinEventLog:Security=4656,4663,4670;WinEventLog:Sysmon=1,7,10
T1003.005|DET0513|WinEventLog:Security=4656,4663,4670;WinEventLog:Sysmon=1,10;auditd:EXECVE;auditd:SYSCALL;linux:osquery
T1003.006|DET0594|NSM:Content;WinEventLog:Security=4662,4929
T1003.007|DET0593|auditd:SYSCALL;linux:Sysmon=1
T1003.008|DET0446|auditd:SYSCALL
T1003|DET0234|WinEventLog:Security=4656,4662,4663,4670;WinEventLog:Sysmon=1,10;auditd:SYSCALL;macos:keychain;macos:osquery;macos:unifiedlog
T1005|DET0380|WinEventLog:Security=4688;WinEventLog:Sysmon=11;auditd:SYSCALL;esxi:hostd;esxis:vmkernel;fs:fsusage;macos:unifiedlog;networkdevice:cli
T1006|DET0426|WinEventLog:Security=4688;WinEventLog:Sysmon=10;networkdevice:cli
T1007|DET0483|WinEventLog:PowerShell=4103,4104,4105,4106;WinEventLog:Security=4688;auditd:EXECVE;macos:osquery;macos:unifiedlog
T1008|DET0499|NSM:Flow;WinEventLog:Sysmon=3,22;auditd:SYSCALL;esxi:vmkernel;esxi:vpxd;macos:unifiedlog
T1010|DET0097|WinEventLog:PowerShell=4103,4104,4105,4106;WinEventLog:Sysmon=10;auditd:EXECVE;linus:syslog;macos:osquery;macos:unifiedlog
T1011.001|DET0554|WinEventLog:Sysmon=1,11;WinEventLog:System=8001;auditd:SYSCALL;linux:osquery;linux:syslog;macos:osquery;macos:unifiedlog
T1011|DET0077|NSM:Flow;WinEventLog:Sysmon=3,11,22;WinEventLog:System;auditd:SYSCALL;macos:osquery;macos:unifiedlog
T1012|DET0209|WinEventLog:PowerShell=4103,4104,4105,4106;WinEventLog:Sysmon=1,13,14
T1014|DET0377|WinEventLog:Sysmon=6,11;WinEventLog:System=7045;auditd:EXECVE;fs:fsevents;linux:osquery;linux:syslog;macos:osquery;macos:unifiedlog
T1016.001|DET0357|WinEventLog:PowerShell=4103,4104,4105,4106;WinEventLog:Security=5156,5157;WinEventLog:Sysmon=1;auditd:EXECVE;esxi:hostd;esxi:shell;linux:syslog;macos:unifiedlog
T1016.002|DET0464|WinEventLog:PowerShell=4103,4104,4105,4106;WinEventLog:Sysmon=1;auditd:EXECVE;auditd:PATH;macos:unifiedlog
T1016|DET0195|WinEventLog:PowerShell=4103,4104,4105,4106;WinEventLog:Sysmon=1;auditd:EXECVE;esxi:hostd;macos:unifiedlog;networkdevice:cli
T1018|DET0574|WinEventLog:Sysmon=1,3,22;auditd:EXECVE;esxi:hostd;linux:syslog;macos:osquery;macos:unifiedlog;networkdevice:syslog
T1020.001|DET0403|AWS:CloudTrail;AWS:VPCFlowLogs;networkdevice:Flow;networkdevice:syslog
T1020|DET0397|NSM:Flow;WinEventLog:Security=4688;WinEventLog:Sysmon=3,22;auditd:SYSCALL;macos:cron;macos:unifiedlog
T1021.001|DET0327|WinEventLog:Security=4624,4648;WinEventLog:Sysmon=1,3,22
T1021.002|DET0530|WinEventLog:Security=4624,4648;WinEventLog:Sysmon=1,3,22
T1021.003|DET0285|WinEventLog:Security=4624,4648;WinEventLog:Sysmon=1,3,7,22
T1021.004|DET0596|NSM:Flow;auditd:EXECVE;esxi:auth;esxi:shell;esxi:vmkernel;linux:syslog;macos:osquery;macos:unifiedlog
T1021.005|DET0178|NSM:Flow;NSM:firewall;WinEventLog:Security=4624,4648;WinEventLog:Sysmon=1;auditd:EXECVE;linux:syslog;macos:osquery;macos:unifiedlog
T1021.006|DET0477|NSM:Connections;WinEventLog:Security=4624,4648;WinEventLog:Sysmon=1;WinEventLog:WinRM=6
T1021.007|DET0008|AWS:CloudTrail;Okta:SystemLog;gcp:audit;m365:unified;saas:auth
T1021.008|DET0211|AWS:CloudTrail;WinEventLog:Sysmon=1
T1021|DET0269|AWS:CloudTrail;AWS:VPCFlowLogs;WinEventLog:Security=4624,4648;WinEventLog:Sysmon=1,3,22;auditd:SYSCALL;esxi:shell;esxi:vmkernel;linux:syslog;macos:osquery;macos:unifiedlog
T1025|DET0511|WinEventLog:Security=4656,4663,4670;WinEventLog:Sysmon=1;WinEventLog:System=2003;auditd:SYSCALL;fs:fsusage;journald:systemd;macos:osquery;macos:unifiedlog
T1027.001|DET0553|WinEventLog:Security=4656,4663,4670,4688;WinEventLog:Sysmon=11;auditd:SYSCALL;fs:fsusage;linux:osquery;macos:unifiedlog
T1027.002|DET0023|WinEventLog:Sysmon=1,10;auditd:SYSCALL;macos:endpointsecurity;macos:unifiedlog
T1027.003|DET0119|WinEventLog:Security=4656,4663,4670;WinEventLog:Sysmon=1,3,22;auditd:SYSCALL;macos:osquery;macos:unifiedlog
T1027.004|DET0501|NSM:Flow;WinEventLog:Sysmon=1,3,11,22;auditd:SYSCALL;macos:osquery;macos:unifiedlog
T1027.005|DET0189|EDR:detection;WinEventLog:Application=1000;WinEventLog:Sysmon=1,11;auditd:SYSCALL;linux:osquery;macos:osquery;macos:unifiedlog
T1027.006|DET0313|EDR:detection;Network Traffic;WinEventLog:Sysmon=1,11,15;auditd:SYSCALL;gatekeeper/quarantine database;linux:osquery;macos:osquery;macos:unifiedlog
T1027.007|DET0091|WinEventLog:Sysmon=1,7;etw:Microsoft-Windows-Kernel-Process
T1027.008|DET0019|EDR:file;NSM:Flow;WinEventLog:Sysmon=1,11;auditd:EXECVE;auditd:SYSCALL;linux:osquery;macos:endpointsecurity;macos:osquery;macos:unifiedlog
T1027.009|DET0214|EDR:file;WinEventLog:Sysmon=1,11;auditd:SYSCALL;ebpf:syscalls;linux:osquery;macos:endpointsecurity;macos:osquery;macos:unifiedlog
T1027.010|DET0505|WinEventLog:Security=4688;auditd:SYSCALL;linux:osquery;macos:endpointsecurity;macos:unifiedlog
T1027.011|DET0344|WinEventLog:Application;WinEventLog:Security=4657;auditd:SYSCALL;linux:osquery
T1027.012|DET0405|WinEventLog:Sysmon=1,3,15,22
T1027.013|DET0087|WinEventLog:Security=4688;WinEventLog:Sysmon=7,10;auditd:SYSCALL;linux:Sysmon=3,22;macos:endpointsecurity;macos:unifiedlog
T1027.014|DET0324|WinEventLog:Sysmon=1,7,10;auditd:SYSCALL;fs:fsusage;macos:endpointsecurity;macos:unifiedlog
T1027.015|DET0281|WinEventLog:Sysmon=1,11;auditd:SYSCALL;fs:fsusage;macos:unifiedlog
T1027.016|DET0322|WinEventLog:Sysmon=1,10,11;auditd:SYSCALL;macos:endpointsecurity
T1027.017|DET0510|NSM:Flow;WinEventLog:Sysmon=1,3,11,22;auditd:SYSCALL;macos:endpointsecurity;macos:unifiedlog
T1027|DET0378|WinEventLog:Security=4688;WinEventLog:Sysmon=1,11;auditd:SYSCALL;esxi:hostd;esxi:vmkernel;linux:cli;macos:osquery;macos:unifiedlog;networkdevice:IDS
T1029|DET0399|NSM:Flow;WinEventLog:Sysmon=1,3,22;WinEventLog:System=106,200;auditd:SYSCALL;linux:cron;macos:endpointsecurity;macos:launchd;macos:unifiedlog
T1030|DET0213|NSM:Flow;WinEventLog:Sysmon=3,22;auditd:SYSCALL;macos:endpointsecurity;macos:unifiedlog
T1033|DET0093|WinEventLog:PowerShell=4103,4104,4105,4106;WinEventLog:Sysmon=1;auditd:SYSCALL;macos:endpointsecurity;macos:unifiedlog;networkdevice:syslog
T1036.001|DET0031|WinEventLog:PowerShell=4103,4104,4105,4106;WinEventLog:Sysmon=1;WinEventLog:Windows Defender;fs:fileevents;macos:endpointsecurity;macos:unifiedlog
T1036.002|DET0527|WinEventLog:PowerShell=4103,4104,4105,4106;WinEventLog:Sysmon=1;WinEventLog:Windows Defender;auditd:SYSCALL;desktop:file_manager;fs:quarantine;linux:osquery;macos:endpointsecurity;macos:unifiedlog
T1036.003|DET0005|EDR:AMSI;WinEventLog:Sysmon=1,11;auditd:SYSCALL;fs:fileevents;linux:osquery;linux:syslog;macos:endpointsecurity;macos:unifiedlog
T1036.004|DET0117|WinEventLog:Security=4698;WinEventLog:Sysmon=1;WinEventLog:System=7045;auditd:CONFIG_CHANGE;fs:fileevents;linux:cron;linux:osquery;macos:endpointsecurity;macos:unifiedlog
T1036.005|DET0347|WinEventLog:Security=4688;WinEventLog:Sysmon=11;auditd:SYSCALL;containerd:events;esxi:hostd;esxi:vmkernel;fs:fsusage;kubernetes:apiserver;linux:osquery;macos:unifiedlog
T1036.006|DET0292|auditd:SYSCALL;fs:fsusage;linux:syslog;macos:unifiedlog
T1036.007|DET0366|WinEventLog:Sysmon=1,11
T1036.008|DET0226|WinEventLog:Sysmon=1,11;auditd:SYSCALL;linux:osquery;macos:unifiedlog
T1036.009|DET0443|auditd:SYSCALL;fs:fsusage;macos:unifiedlog
T1036.010|DET0383|WinEventLog:Security=4720;auditd:SYSCALL;azure:audit;docker:daemon;linux:osquery;saas:okta;windows:osquery
T1036.011|DET0164|auditd:SYSCALL;ebpf:tracepoints
T1036.012|DET0898|NSM:Flow;WinEventLog:Sysmon=3,22;auditd:SYSCALL;etw:Microsoft-Windows-Kernel-Process;macos:unifiedlog
T1036|DET0127|WinEventLog:Sysmon=1;WinEventLog:System=7045;auditd:SYSCALL;containerd:runtime;docker:events;ebpf:syscalls;esxi:hostd;esxi:shell;fs:fileevents;linux:osquery;linux:syslog;macos:endpointsecurity;macos:unifiedlog
T1037.001|DET0072|WinEventLog:Security=4624,4648,4656,4663,4670,4688;WinEventLog:System=1502,1503
T1037.002|DET0244|fs:plist;macos:unifiedlog
T1037.003|DET0367|WinEventLog:Security=4688,5145;WinEventLog:System=4016,5312
T1037.004|DET0237|auditd:SYSCALL;esxi:shell;esxi:syslog;fs:fsusage;linux:syslog;macos:unifiedlog;networkdevice:syslog
T1037.005|DET0429|macos:fsevents;macos:unifiedlog
T1037|DET0112|WinEventLog:Security=4657,4688;WinEventLog:TaskScheduler=106;auditd:PATH;auditd:SYSCALL;esxi:hostd;esxi:vmkernel;fs:fsusage;linux:osquery;macos:osquery;macos:unifiedlog;networkdevice:syslog
T1039|DET0410|WinEventLog:Security=5145;WinEventLog:Sysmon=11;auditd:SYSCALL;fs:fsusage;linux:syslog;macos:unifiedlog
T1040|DET0314|AWS:CloudTrail;WinEventLog:Security=4688;WinEventLog:System=7045;auditd:SYSCALL;fs:fsusage;macos:osquery;macos:unifiedlog;networkconfig;networkdevice:syslog
T1041|DET0348|NSM:Flow;WinEventLog:Security=4656,4663,4670;WinEventLog:Sysmon=1,3,22;auditd:SYSCALL;esxi:syslog;esxi:vmkernel;esxi:vpxa;macos:osquery;macos:unifiedlog
T1046|DET0376|NSM:Flow;WinEventLog:Sysmon=1,3,22;auditd:SYSCALL;containerd:runtime;ebpf:syscalls;macos:osquery;macos:unifiedlog
T1047|DET0364|WinEventLog:Sysmon=1,3,22;WinEventLog:WMI=5857,5858,5860,5861
T1048.001|DET0503|NSM:Flow;WinEventLog:Sysmon=1,3,22;auditd:SYSCALL;esxi:hostd;esxi:vmkernel;macos:osquery;macos:unifiedlog
T1048.002|DET0512|NSM:Flow;WinEventLog:Security=4656,4663,4670;WinEventLog:Sysmon=1,3,22;auditd:SYSCALL;esxi:hostd;esxi:vmkernel;macos:osquery;macos:unifiedlog
T1048.003|DET0149|NSM:Flow;WinEventLog:Security=4656,4663,4670;WinEventLog:Sysmon=1,3,22;auditd:SYSCALL;esxi:hostd;macos:osquery;macos:unifiedlog;networkdevice:cli;networkdevice:syslog
T1048|DET0131|AWS:CloudTrail;AWS:VPCFlowLogs;NSM:Flow;WinEventLog:Security=4688;WinEventLog:Sysmon=3,11,22;auditd:SYSCALL;esxi:hostd;esxi:vmkernel;macos:osquery;macos:unifiedlog
T1049|DET0320|AWS:CloudTrail;WinEventLog:PowerShell=4103,4104,4105,4106;WinEventLog:Sysmon=1;auditd:SYSCALL;azure:activity;esxi:hostd;linux:cli;macos:osquery;networkdevice:cli;snmp:trap
T1052.001|DET0220|WinEventLog:Security=4656,4663,4670;WinEventLog:Sysmon=1,11;WinEventLog:System=2003;auditd:SYSCALL;fs:fsusage;macos:osquery;macos:unifiedlog
T1052|DET0123|WinEventLog:Security=4656,4663,4670;WinEventLog:Sysmon=1,11;WinEventLog:System=1006,10001;auditd:SYSCALL;fs:fsusage;macos:osquery;macos:unifiedlog
T1053.002|DET0333|WinEventLog:Security=4698;WinEventLog:Sysmon=1;auditd:SYSCALL;fs:fsusage;macos:osquery;macos:unifiedlog
T1053.003|DET0290|auditd:SYSCALL;esxi:cron;esxi:hostd;esxi:vmkernel;fs:fsusage;macos:unifiedlog
T1053.005|DET0441|WinEventLog:Security=4698,4702;WinEventLog:Sysmon=1,11,13,14
T1053.006|DET0231|auditd:SYSCALL;linux:osquery
T1053.007|DET0206|container:proxy;kubernetes:apiserver;kubernetes:events
T1053|DET0094|WinEventLog:Security=4698;WinEventLog:Sysmon=1,2;auditd:SYSCALL;containerd:runtime;esxi:cron;esxi:hostd;esxi:vmkernel;fs:fsusage;linux:osquery;macos:osquery;macos:unifiedlog
T1055.001|DET0389|WinEventLog:Sysmon=1,7,10,17
T1055.002|DET0106|WinEventLog:Sysmon=1,8,10,11
T1055.003|DET0295|WinEventLog:Sysmon=1,8,10;etw:Microsoft-Windows-Kernel-Process
T1055.004|DET0100|WinEventLog:Sysmon=1,8,10;etw:Microsoft-Windows-Kernel-Process
T1055.005|DET0467|EDR:memory;WinEventLog:Sysmon=7,8,10
T1055.008|DET0203|auditd:SYSCALL;linux:osquery
T1055.009|DET0541|auditd:SYSCALL;linux:osquery
T1055.011|DET0217|WinEventLog:Security=4688;WinEventLog:Sysmon=10;etw:Microsoft-Windows-Win32k
T1055.012|DET0382|WinEventLog:Sysmon=1,8,10;etw:Microsoft-Windows-Kernel-Process
T1055.013|DET0544|WinEventLog:Sysmon=1,10,11;etw:Microsoft-Windows-Kernel-Process
T1055.014|DET0448|auditd:SYSCALL;auditd:file-events;auditd:memprotect;linux:osquery
T1055.015|DET0331|WinEventLog:Sysmon=1,8,10;etw:Microsoft-Windows-Win32k
T1055|DET0508|WinEventLog:Sysmon=1,7,10;auditd:SYSCALL;etw:Microsoft-Windows-Kernel-Process;linux:procfs;macos:endpointsecurity;macos:syslog;macos:unifiedlog
T1056.001|DET0089|NSM:Flow;WinEventLog:Security=4656,4663,4670;WinEventLog:Sysmon=10,13,14;WinEventLog:System=7045;auditd:SYSCALL;macos:osquery;macos:unifiedlog;networkdevice:syslog
T1056.002|DET0521|WinEventLog:PowerShell=4103,4104,4105,4106;WinEventLog:Sysmon=1;auditd:SYSCALL;linux:cli;macos:osquery;macos:unifiedlog
T1056.003|DET0480|NSM:Flow;WinEventLog:Sysmon=11;WinEventLog:iis;auditd:SYSCALL;fs:fsusage;macos:unifiedlog
T1056.004|DET0139|WinEventLog:Sysmon=7,8,10;auditd:SYSCALL;fs:fsusage;macos:osquery;macos:unifiedlog
T1056|DET0102|NSM:Firewall;NSM:Flow;WinEventLog:Security=4656,4663,4670;WinEventLog:Sysmon=10;auditd:SYSCALL;macos:osquery;macos:unifiedlog
T1057|DET0034|WinEventLog:Security=4688;WinEventLog:Sysmon=10;auditd:SYSCALL;esxi:auth;esxi:shell;linux:osquery;macos:osquery;macos:unifiedlog;networkdevice:cli;networkdevice:syslog
T1059.001|DET0455|WinEventLog:PowerShell=400,403,4103,4104,4105,4106;WinEventLog:Sysmon=1,7
T1059.002|DET0414|macos:unifiedlog
T1059.003|DET0202|EDR:scriptblock;WinEventLog:Security=4688;WinEventLog:Sysmon=7
T1059.004|DET0384|NSM:Flow;auditd:SYSCALL;esxi:auth;esxi:vmkernel;linux:osquery;linux:syslog;macos:osquery;macos:syslog;macos:unifiedlog;networkdevice:syslog
T1059.005|DET0076|WinEventLog:Sysmon=1,7;auditd:SYSCALL;linux:syslog;macos:osquery;macos:syslog;macos:unifiedlog
T1059.006|DET0063|EDR:hunting;WinEventLog:Sysmon=1;auditd:SYSCALL;esxi:hostd;esxi:vobd;linux:syslog;macos:osquery;macos:syslog;macos:unifiedlog
T1059.007|DET0264|WinEventLog:Sysmon=1,7;auditd:SYSCALL;linux:syslog;m365:defender;macos:osquery;macos:syslog;macos:unifiedlog
T1059.008|DET0142|NSM:Flow;networkdevice:syslog
T1059.009|DET0078|AWS:CloudTrail;Okta:SystemLog;azure:activity
T1059.010|DET0332|WinEventLog:Sysmon=1,10,11
T1059.011|DET0101|WinEventLog:Sysmon=1,11;auditd:SYSCALL;macos:unifiedlog;networkdevice:runtime
T1059.012|DET0558|esxi:auth;esxi:vmkernel
T1059.013|DET0083|AWS:CloudTrail;auditd:SYSCALL;docker:events;kubernetes:apiserver;kubernetes:audit
T1059|DET0516|WinEventLog:Sysmon=1;auditd:SYSCALL;esxi:vobd;macos:unifiedlog;networkdevice:cli;networkdevice:syslog
T1068|DET0514|WinEventLog:Security=4672;WinEventLog:Sysmon=1,6;auditd:SYSCALL;containerd:runtime;macos:endpointsecurity;macos:unifiedlog
T1069.001|DET0114|WinEventLog:Security=4688;auditd:SYSCALL;macos:unifiedlog
T1069.002|DET0360|NSM:Flow;WinEventLog:PowerShell=4103,4104,4105,4106;WinEventLog:Security=4688;auditd:SYSCALL;linux:syslog;macos:unifiedlog
T1069.003|DET0251|AWS:CloudTrail;m365:exchange;m365:sharepoint;saas:salesforce
T1069|DET0179|WinEventLog:PowerShell=4103,4104,4105,4106;WinEventLog:Security=4688;auditd:SYSCALL;macos:unifiedlog
T1070.001|DET0532|WinEventLog:Security=1102;WinEventLog:Sysmon=1,23
T1070.002|DET0520|auditd:SYSCALL;fs:fsusage;macos:unifiedlog
T1070.003|DET0165|WinEventLog:PowerShell=4103,4104,4105,4106;WinEventLog:Security=4656,4663,4670;WinEventLog:Sysmon=23;auditd:SYSCALL;esxi:shell;fs:fsusage;macos:unifiedlog;networkdevice:syslog
T1070.004|DET0140|WinEventLog:PowerShell=4103,4104,4105,4106;WinEventLog:Security=4656,4663,4670;WinEventLog:Sysmon=23;auditd:SYSCALL;esxi:shell;fs:fsusage;macos:unifiedlog
T1070.005|DET0103|NSM:Flow;WinEventLog:PowerShell=4103,4104,4105,4106;WinEventLog:Security=4624,4648;WinEventLog:Sysmon=1
T1070.006|DET0591|EDR:file;WinEventLog:Security=4656,4663,4670;WinEventLog:Sysmon=15;auditd:SYSCALL;esxi:vmkernel;linux:osquery;macos:osquery;macos:unifiedlog
T1070.007|DET0049|EDR:cli;NSM:Flow;WinEventLog:Security=4656,4663,4670;WinEventLog:Sysmon=1;auditd:SYSCALL;macos:osquery;macos:unifiedlog;networkdevice:syslog
T1070.008|DET0266|WinEventLog:PowerShell=4103,4104,4105,4106;WinEventLog:Security=4656,4663,4670;WinEventLog:Sysmon=23;auditd:SYSCALL;m365:exchange;macos:osquery;macos:unifiedlog
T1070.009|DET0040|WinEventLog:Security=4657,4726;WinEventLog:Sysmon=1;WinEventLog:TaskScheduler=106;auditd:SYSCALL;esxi:shell;esxi:vmkernel;macos:osquery;macos:unifiedlog
T1070.010|DET0439|WinEventLog:Sysmon=11,23;auditd:SYSCALL;macos:osquery;macos:unifiedlog;networkdevice:syslog
T1070|DET0184|WinEventLog:Security=1102;WinEventLog:Sysmon=13,14,23;auditd:SYSCALL;docker:daemon;ebpf:syscalls;esxi:hostd;fs:fsusage;linux:cli;m365:exchange;m365:unified;macos:osquery;macos:unifiedlog
T1071.001|DET0027|NSM:Flow;WinEventLog:Sysmon=3,22;auditd:SYSCALL;esxi:shell;macos:osquery;macos:unifiedlog
T1071.002|DET0416|NSM:Flow;WinEventLog:Sysmon=1,3,22;auditd:SYSCALL;esxi:shell;macos:osquery;macos:unifiedlog
T1071.003|DET0135|NSM:Flow;WinEventLog:Sysmon=1,3,22;auditd:SYSCALL;macos:osquery;macos:unifiedlog
T1071.004|DET0400|NSM:FLow;NSM:Flow;WinEventLog:Sysmon=3,22;auditd:SYSCALL;esxi:syslog;macos:unifiedlog
T1071.005|DET0002|NSM:Flow;WinEventLog:Sysmon=3,22;auditd:SYSCALL;macos:osquery;macos:unifiedlog
T1071|DET0444|NSM:Flow;WinEventLog:Sysmon=3,22;auditd:SYSCALL;macos:osquery;macos:unifiedlog
T1072|DET0223|AWS:CloudTrail;NSM:Flow;WinEventLog:Application;WinEventLog:Security=4688;auditd:SYSCALL;macos:jamf;macos:unifiedlog;networkdevice:syslog
T1074.001|DET0261|WinEventLog:Security=4656,4663,4670;WinEventLog:Sysmon=1,11;auditd:SYSCALL;esxi:shell;esxi:vmkernel;macos:unifiedlog
T1074.002|DET0071|AWS:CloudTrail;AWS:VPCFlowLogs;NSM:Flow;WinEventLog:Microsoft-Windows-SMBClient/Security=31001;WinEventLog:PowerShell;WinEventLog:Sysmon=11;auditd:SYSCALL;esxi:hostd;esxi:shell;esxi:vmkernel;esxi:vob;macos:unifiedlog
T1074|DET0014|AWS:CloudTrail;WinEventLog:Security=4656,4663,4670;WinEventLog:Sysmon=1,11;auditd:SYSCALL;esxi:shell;esxi:vmkernel;gcp:audit;macos:unifiedlog
T1078.001|DET0465|AWS:CloudTrail;WinEventLog:Security=4624,4648;auditd:USER_LOGIN;esxi:auth;networkdevice:syslog
T1078.002|DET0210|WinEventLog:Security=4624,4625,4768,4769;WinEventLog:Sysmon=1,3,22;auditd:SYSCALL;esxi:hostd;esxi:vpxd;linux:syslog;macos:unifiedlog
T1078.003|DET0407|WinEventLog:Security=4624,4648,4672;auditd:USER_LOGIN;linux:auth;macos:unifiedlog
T1078.004|DET0546|AWS:CloudTrail;azure:signinlogs;gcp:audit;m365:signinlogs;m365:unified;saas:okta
T1078|DET0560|NSM:Connections;WinEventLog:Security=4624,4625,4776;WinEventLog:Sysmon=1;auditd:SYSCALL;kubernetes:audit;macos:unifiedlog;saas:okta
T1080|DET0471|NSM:Flow;WinEventLog:Security=5145;WinEventLog:Sysmon=11;auditd:SYSCALL;fs:fsevents;gcp:workspaceaudit;m365:defender;m365:unified;macos:unifiedlog
T1082|DET0525|AWS:CloudTrail;WinEventLog:PowerShell=4103,4104,4105,4106;WinEventLog:Security=4688;auditd:SYSCALL;esxi:vmkernel;macos:unifiedlog;networkdevice:syslog
T1083|DET0370|WinEventLog:Security=4688;WinEventLog:Sysmon=11;auditd:PATH;auditd:SYSCALL;esxi:hostd;esxi:shell;fs:fsusage;macos:unifiedlog;networkdevice:syslog
T1087.001|DET0303|WinEventLog:Sysmon=1;auditd:PATH;esxi:shell;linux:Sysmon=1;macos:unifiedlog;vpxd.log
T1087.002|DET0129|NSM:Flow;WinEventLog:PowerShell=4103,4104,4105,4106;WinEventLog:Sysmon=1;auditd:SYSCALL;linuxsyslog;macos:unifiedlog
T1087.003|DET0229|WinEventLog:PowerShell=4103,4104,4105,4106;WinEventLog:Sysmon=1;azure:signinlogs;gcp:audit;m365:unified
T1087.004|DET0386|AWS:CloudTrail;Google Admin Audit;Microsoft Entra ID Audit Logs;Microsoft Graph API Logs;WinEventLog:PowerShell;azure:activity;azure:signinlogs;m365:defender;saas:okta
T1087|DET0587|AWS:CloudTrail;WinEventLog:Sysmon=1;auditd:SYSCALL;azure:signinlogs;esxi:vpxd;gcp:audit;linux:Sysmon=1;m365:unified;macos:unifiedlog;saas:okta
T1090.001|DET0075|Firewall Audit Logs;NSM:Connections;NSM:Flow;WinEventLog:Sysmon=1,3,22;Windows Firewall Log;auditd:SYSCALL;esxi:shell;esxi:vmkernel;macos:osquery;macos:unifiedlog;networkdevice:cli
T1090.002|DET0325|Firewall Audit Logs;NSM:Flow;WinEventLog:Microsoft-Windows-Windows Defender/Operational;WinEventLog:Sysmon=1,3,22;auditd:SYSCALL;esxi:shell;esxi:vmkernel;macos:osquery;macos:unifiedlog;networkdevice:syslog
T1090.003|DET0359|NSM:Firewall;NSM:Flow;Netfilter/iptables;WinEventLog:Sysmon=1,3,22;auditd:SYSCALL;dns:query;esxi:esxupdate;esxi:vmkernel;macos:osquery;macos:unifiedlog;networkdevice:syslog
T1090.004|DET0196|NSM:Connections;NSM:Firewall;NSM:Flow;WinEventLog:Sysmon=3,22;auditd:SYSCALL;esxi:shell;macos:osquery;macos:unifiedlog
T1090|DET0445|NSM:Connections;NSM:Firewall;NSM:Flow;WinEventLog:Sysmon=1,3,22;auditd:SYSCALL;esxi:shell;esxi:vmkernel;macos:unifiedlog;networkdevice:cli
T1091|DET0301|WinEventLog:Microsoft-Windows-Windows Defender/Operational;WinEventLog:Sysmon=1,11;WinEventLog:System=1006
T1092|DET0090|WinEventLog:Sysmon=1,11;WinEventLog:System=1006;auditd:SYSCALL;fs:fsusage;macos:unifiedlog
T1095|DET0457|NSM:Firewall;NSM:Flow;WinEventLog:Sysmon=3,22;auditd:SYSCALL;esxi:vmkernel;macos:unifiedlog
T1098.001|DET0531|AWS:CloudTrail;azure:audit;gcp:audit;m365:unified
T1098.002|DET0373|WinEventLog:Security=4688;m365:unified
T1098.003|DET0277|AWS:CloudTrail;m365:audit;m365:unified
T1098.004|DET0126|auditd:SYSCALL;esxi:shell;gcp:audit;macos:auth;macos:unifiedlog;networkdevice:cli
T1098.005|DET0036|ApplicationLog:EntraIDPortal;ApplicationLog:Intune/MDM Logs;WinEventLog:Security;azure:audit
T1098.006|DET0572|kubernetes:audit
T1098.007|DET0310|WinEventLog:Security=4728,4729,4732,4733,4756,4757;auditd:SYSCALL;macos:unifiedlog
T1098|DET0096|WinEventLog:Security=4670,4728,4738;WinEventLog:Sysmon=1;auditd:PATH;auditd:SYSCALL;esxi:vpxa;m365:unified;macos:unifiedlog;saas:okta
T1102.001|DET0058|NSM:Firewall;NSM:Flow;WinEventLog:Sysmon=3,22;auditd:SYSCALL;esxi:vobd;etw:Microsoft-Windows-NDIS-PacketCapture;macos:osquery;macos:unifiedlog
T1102.002|DET0035|NSM:Connections;NSM:Flow;WinEventLog:Sysmon=1,3,22;auditd:SYSCALL;etw:Microsoft-Windows-WinINet;macos:unifiedlog
T1102.003|DET0581|WinEventLog:Sysmon=3,22;auditd:SYSCALL;esxi:hostd;etw:Microsoft-Windows-WinINet;iptables:LOG;macos:endpointsecurity;macos:unifiedlog
T1102|DET0425|NSM:Flow;WinEventLog:Sysmon=3,22;auditd:SYSCALL;esxi:vmkernel;macos:osquery;macos:unifiedlog;vpxd.log
T1104|DET0228|WinEventLog:Sysmon=1,3,22;auditd:SYSCALL;esxi:cron;esxi:hostd;iptables:LOG;macos:endpointsecurity;macos:unifiedlog
T1105|DET0060|NSM:Flow;WinEventLog:Sysmon=1,3,11,22;auditd:SYSCALL;esxi:hostd;esxi:vmkernel;iptables:LOG;macos:endpointsecurity;macos:unifiedlog;snmp:syslog
T1106|DET0529|WinEventLog:Sysmon=1,7,10;auditd:SYSCALL;macos:endpointsecurity;macos:unifiedlog
T1110.001|DET0551|GCPAuditLogs:login.googleapis.com;WinEventLog:Security=4625;azure:signinlogs;linux:syslog;macos:unifiedlog;networkdevice:syslog
T1110.002|DET0105|WinEventLog:Security=4656,4663,4670;WinEventLog:Sysmon=1,10,11;auditd:SYSCALL;azure:signinlogs;linux:syslog;macos:unifiedlog;networkdevice:syslog
T1110.003|DET0487|WinEventLog:Security=4625,4648,4771;azure:signinlogs;kubernetes:audit;linux:syslog;m365:exchange;macos:unifiedlog;networkdevice:syslog;saas:auth
T1110.004|DET0460|AWS:CloudTrail;WinEventLog:Security=4625;azure:signinlogs;kubernetes:apiserver;linux:syslog;m365:exchange;macos:unifiedlog;networkdevice:syslog;saas-app:auth
T1110|DET0463|WinEventLog:Security=4625,4776;auditd:USER_LOGIN;azure:signinlogs;m365:unified;macos:unifiedlog
T1111|DET0246|WinEventLog:Security=4624,4648;WinEventLog:Sysmon=10,13,14;linux:syslog;macos:osquery;macos:unifiedlog
T1112|DET0280|WinEventLog:Sysmon=1,13,14
T1113|DET0346|WinEventLog:Sysmon=1,7;auditd:SYSCALL;macos:unifiedlog
T1114.001|DET0047|WinEventLog:Security=4656,4663,4670;WinEventLog:Sysmon=1,3,11,22
T1114.002|DET0048|WinEventLog:PowerShell=4103,4104,4105,4106;WinEventLog:Sysmon=3,22;azure:signinlogs;m365:purview;m365:unified
T1114.003|DET0576|WinEventLog:PowerShell=4103,4104,4105,4106;WinEventLog:Security=4688;auditd:SYSCALL;fs:plist_monitoring;linux:cli;m365:exchange;m365:messagetrace;m365:unified;macos:unifiedlog
T1114|DET0476|WinEventLog:Application;WinEventLog:PowerShell=4103,4104,4105,4106;WinEventLog:Security=5145;WinEventLog:Sysmon=3,22;auditd:SYSCALL;azure:ad;linux:osquery;linux:syslog;m365:exchange;m365:unified;macos:endpointsecurity;macos:unifiedlog
T1115|DET0341|WinEventLog:Sysmon=1,10;auditd:SYSCALL;macos:unifiedlog
T1119|DET0186|WinEventLog:Sysmon=1,11;auditd:SYSCALL;azure:signinlogs;macos:unifiedlog
T1120|DET0491|WinEventLog:Security=4688;WinEventLog:Sysmon=10;auditd:SYSCALL;linux:osquery;macos:osquery;macos:unifiedlog
T1123|DET0221|Apple TCC Logs;WinEventLog:Security=4688;WinEventLog:Sysmon=10,11;auditd:SYSCALL;fs:fsusage;linux:Sysmon=1;macos:unifiedlog
T1124|DET0151|EDR:Telemetry;WinEventLog:PowerShell=4103,4104,4105,4106;WinEventLog:Security=4688;WinEventLog:Sysmon=7,10,11;WinEventLog:TaskScheduler=106;auditd:SYSCALL;esxi:hostd;esxi:shell;esxi:syslog;etw:Microsoft-Windows-Kernel-Process;linux:cron;linux:syslog;macos:unifiedlog;networkdevice:config;networkdevice:syslog
T1125|DET0197|NSM:Flow;WinEventLog:Microsoft-Windows-Windows Camera Frame Server/Operational;WinEventLog:Security=4656,4663,4670;WinEventLog:Sysmon=1,3,7,11,22;auditd:SYSCALL;linux:osquery;linux:syslog;macos:endpointsecurity;macos:unifiedlog
T1127.001|DET0556|EDR:AMSI;WinEventLog:Microsoft-Windows-CodeIntegrity/Operational;WinEventLog:Security=4688;WinEventLog:Sysmon=3,7,8,10,11,22
T1127.002|DET0191|WinEventLog:Microsoft-Windows-Security-Mitigations/KernelMode;WinEventLog:Security=4688;WinEventLog:Sysmon=7
T1127.003|DET0585|WinEventLog:Microsoft-Windows-CodeIntegrity/Operational;WinEventLog:Security=4688;WinEventLog:Sysmon=3,11,22
T1127|DET0172|WinEventLog:AppLocker;WinEventLog:Security=4688;WinEventLog:Sysmon=3,7,11,22
T1129|DET0018|NSM:Flow;WinEventLog:Microsoft-Windows-CodeIntegrity/Operational;WinEventLog:Security=4688;WinEventLog:Sysmon=3,7,11,22;auditd:EXECVE;auditd:SYSCALL;linux:syslog;macos:endpointsecurity;macos:unifiedlog
T1132.001|DET0124|M365Defender:DeviceNetworkEvents;NSM:Flow;NSX:FlowLogs;PF:Logs;WinEventLog:PowerShell=4103,4104,4105,4106;WinEventLog:Security=4688;WinEventLog:Sysmon=3,22;auditd:SYSCALL;esxi:hostd;esxi:shell;macos:unifiedlog
T1132.002|DET0326|NSM:Flow;PF:Logs;WinEventLog:PowerShell=4103,4104,4105,4106;WinEventLog:Security=4688;WinEventLog:Sysmon=3,22;auditd:SYSCALL;esxi:hostd;esxi:shell;m365:defender;macos:endpointsecurity
T1132|DET0108|ESXiLogs:authlog;NSM:Flow;WinEventLog:Sysmon=1,3,22;auditd:SYSCALL;esxi:shell;esxi:vmkernel;linux:syslog;macos:unifiedlog
T1133|DET0354|ApplicationLog:API;NSM:Connections;NSM:Flow;PF:Logs;WinEventLog:Application;WinEventLog:Security=4625,4776;WinEventLog:Sysmon=3,22;auditd:SYSCALL;kubernetes:audit;macos:unifiedlog
T1134.001|DET0482|ETW:Token;WinEventLog:Security=4688;WinEventLog:Sysmon=10
T1134.002|DET0456|ETW:ProcThread;WinEventLog:Security=4634,4672,4688,5136;WinEventLog:Sysmon=10
T1134.003|DET0498|WinEventLog:Security=4672,4688;etw:Microsoft-Windows-Security-Auditing
T1134.004|DET0489|WinEventLog:Security=4688;etw:Microsoft-Windows-Kernel-Process
T1134.005|DET0136|WinEventLog:Security=4720,4738,5136;etw:Microsoft-Windows-Directory-Services-SAM
T1134|DET0283|ETW:Token;WinEventLog:Security=4634,4672,5136;WinEventLog:Sysmon=1,10
T1135|DET0182|NSM:Firewall;NSM:Flow;WinEventLog:PowerShell=4103,4104,4105,4106;WinEventLog:Security=4688;WinEventLog:Sysmon=3,17,22;auditd:SYSCALL;etw:Microsoft-Windows-RPC;macos:endpointsecurity;macos:unifiedlog
T1136.001|DET0447|WinEventLog:Security=4720;WinEventLog:Sysmon=1;auditd:SYSCALL;ebpf:syscalls;esxi:vmkernel;macos:unifiedlog;networkdevice:syslog
T1136.002|DET0003|NSM:Flow;WinEventLog:Security=4720;WinEventLog:Sysmon=1;auditd:SYSCALL;macos:unifiedlog
T1136.003|DET0319|AWS:CloudTrail;azure:audit;azure:signinlogs;m365:unified;saas:zoom
T1136|DET0583|AWS:CloudTrail;WinEventLog:Security=4720;WinEventLog:Sysmon=1;auditd:SYSCALL;azure:audit;macos:unifiedlog
T1137.001|DET0519|WinEventLog:Microsoft-Office-Alerts;WinEventLog:Sysmon=1,11,13,14,15;m365:unified
T1137.002|DET0315|WinEventLog:Microsoft-Office-Alerts;WinEventLog:Sysmon=1,7,11,13,14;m365:office;m365:unified
T1137.003|DET0029|WinEventLog:Application;WinEventLog:PowerShell;WinEventLog:Sysmon=1,7;m365:messagetrace;m365:unified
T1137.004|DET0177|WinEventLog:Application;WinEventLog:PowerShell;WinEventLog:Sysmon=1,7;m365:messagetrace;m365:unified
T1137.005|DET0095|WinEventLog:Application;WinEventLog:PowerShell;WinEventLog:Sysmon=1,7;m365:messagetrace;m365:unified
T1137.006|DET0050|WinEventLog:Application;WinEventLog:Microsoft-Office/OutlookAddinMonitor;WinEventLog:Sysmon=1,2,11,13,14
T1137|DET0398|WinEventLog:Application;WinEventLog:Sysmon=1,11,13,14;m365:mailboxaudit;m365:unified
T1140|DET0275|WinEventLog:Sysmon=1,10,11;auditd:SYSCALL;macos:unifiedlog
T1176.001|DET0044|NSM:Flow;WinEventLog:Security=4688;WinEventLog:Sysmon=3,11,13,14,22;auditd:SYSCALL;macos:unifiedlog
T1176.002|DET0561|NSM:Flow;WinEventLog:Security=4688;WinEventLog:Sysmon=3,11,22;auditd:SYSCALL;macos:unifiedlog
T1176|DET0092|NSM:Flow;WinEventLog:Security=4688;WinEventLog:Sysmon=3,11,13,14,22;auditd:SYSCALL;fs:fileevents;macos:unifiedlog
T1185|DET0507|WinEventLog:Security=4624,4648,4672,4673;WinEventLog:Sysmon=3,7,8,10,22
T1187|DET0022|NSM:Flow;WinEventLog:Security=4656,4663,4670;WinEventLog:Sysmon=11
T1189|DET0176|AWS:CloudTrail;NSM:Connections;NSM:Flow;WinEventLog:Application;WinEventLog:Security=4624,4648,4688;WinEventLog:Sysmon=3,11,22;auditd:SYSCALL;azure:signinlogs;etw:Microsoft-Windows-Kernel-Process;linux:Sysmon;linux:syslog;m365:unified;macos:unifiedlog;saas:auth
T1190|DET0080|ALB:HTTPLogs;AWS:VPCFlowLogs;ApplicationLog:IIS;ApplicationLog:Ingress;ApplicationLog:WebServer;NSM:Flow;WinEventLog:Sysmon=1,3,7,22;auditd:SYSCALL;docker:events;esxi:hostd;macos:unifiedlog;networkdevice:controlplane
T1195.001|DET0009|NSM:Flow;WinEventLog:Microsoft-Windows-CodeIntegrity/Operational;WinEventLog:Sysmon=1,7,11,13,14;auditd:SYSCALL;journald:package;macos:endpointsecurity;macos:unifiedlog
T1195.002|DET0309|NSM:Flow;WinEventLog:Microsoft-Windows-CodeIntegrity/Operational;WinEventLog:Sysmon=1,3,6,7,11,13,14,22;auditd:SYSCALL;journald:package;macos:endpointsecurity;macos:unifiedlog
T1195.003|DET0368|WinEventLog:Microsoft-Windows-CodeIntegrity/Operational;WinEventLog:Security=1166,7045;WinEventLog:Sysmon=6,7,10;auditd:SYSCALL;fwupd:logs;macos:endpointsecurity;macos:unifiedlog
T1195|DET0537|NSM:Flow;WinEventLog:Microsoft-Windows-CodeIntegrity/Operational;WinEventLog:Sysmon=1,7,11;auditd:SYSCALL;journald:package;macos:endpointsecurity;macos:osquery;macos:unifiedlog
T1197|DET0098|WinEventLog:PowerShell=4103,4104,4105,4106;WinEventLog:Security=4688;WinEventLog:Sysmon=3,22;WinEventLog:System=7036
T1199|DET0488|AWS:CloudTrail;NSM:Flow;WinEventLog:Security=4624,4648,4656,4663,4670,4770,4771,4776;WinEventLog:Sysmon=3,22;auditd:SYSCALL;azure:audit;azure:signinlogs;gcp:audit;linux:syslog;m365:unified;macos:unifiedlog;saas:googleworkspace;saas:salesforce
T1200|DET0069|NSM:Flow;WinEventLog:Security=6416;WinEventLog:Sysmon=1,3,6,7,11,22;WinEventLog:System;auditd:SYSCALL;linux:syslog;macos:unifiedlog;wineventlog:dhcp
T1201|DET0161|AWS:CloudTrail;WinEventLog:PowerShell=4103,4104,4105,4106;WinEventLog:Security=4662;WinEventLog:Sysmon=1;auditd:SYSCALL;azure:audit;linux:syslog;m365:unified;macos:MDM;macos:unifiedlog;networkdevice:syslog
T1202|DET0200|WinEventLog:Sysmon=1,3,11,22
T1203|DET0287|NSM:Connections;NetFlow:Flow;WinEventLog:Application=1000;WinEventLog:Sysmon=1,3,11,22;auditd:SYSCALL;fs:fsevents;linux:syslog;macos:osquery;macos:unifiedlog
T1204.001|DET0066|NSM:Connections;NSM:Flow;WinEventLog:Security=4688;WinEventLog:Sysmon=3,11,22;auditd:SYSCALL;fs:fsevents;macos:unifiedlog
T1204.002|DET0294|WinEventLog:Sysmon=1,11,15;auditd:SYSCALL;macos:endpointsecurity;macos:unifiedlog
T1204.003|DET0248|AWS:CloudTrail;NSM:Flow;WinEventLog:Sysmon=1;auditd:SYSCALL;azure:activity;containerd:events;kubernetes:audit;kubernetes:events
T1204.004|DET0340|NSM:Flow;WinEventLog:PowerShell=4103,4104,4105,4106;WinEventLog:Security=4688;WinEventLog:Sysmon=3,11,22;auditd:SYSCALL;macos:osquery;macos:unifiedlog
T1204.005|DET0252|NSM:Flow;WinEventLog:Sysmon=1,11;auditd:PATH;auditd:SYSCALL;macos:unifiedlog
T1204|DET0478|AWS:CloudTrail;NSM:Flow;WinEventLog:Application=1000;WinEventLog:Security=4688;WinEventLog:Sysmon=3,11,22;auditd:SYSCALL;docker:events;fs:fileevents;gcp:vpcflow;linux:syslog;macos:osquery;macos:unifiedlog
T1205.001|DET0302|NSM:Flow;WinEventLog:Microsoft-Windows-Windows Firewall With Advanced Security/Firewall=2004,2005,2006;WinEventLog:Sysmon=1,3,22;auditd:SYSCALL;macos:unifiedlog;networkdevice:syslog
T1205.002|DET0162|NSM:Flow;OpenBSM:AuditTrail;WinEventLog:Sysmon=1,3,6,7,22;WinEventLog:System=7045;auditd:SYSCALL;linux:osquery;macos:unifiedlog
T1205|DET0524|NSM:Flow;WinEventLog:Microsoft-Windows-Windows Firewall With Advanced Security/Firewall=2004,2005,2006;WinEventLog:PowerShell=4103,4104,4105,4106;WinEventLog:Sysmon=1,3,22;auditd:SYSCALL;macos:unifiedlog;networkdevice:syslog
T1207|DET0276|NSM:Flow;WinEventLog:Security=4662,4928,4929;m365:dirsync
T1210|DET0118|NSM:Flow;WinEventLog:Sysmon=1,3,7,10,11,22;WinEventLog:System=1000;auditd:SYSCALL;esxi:hostd;linux:syslog;macos:osquery;macos:unifiedlog
T1211|DET0595|AWS:CloudTrail;WinEventLog:Security=4688;WinEventLog:Sysmon=7;auditd:SYSCALL;linux:syslog;m365:unified;macos:osquery;macos:unifiedlog
T1212|DET0174|NSM:Connections;WinEventLog:Security=4768,4769,4770;WinEventLog:Sysmon=10;auditd:SYSCALL;azure:signinlogs;m365:unified;macos:osquery;macos:unifiedlog
T1213.001|DET0358|saas:confluence
T1213.002|DET0500|azure:signinlogs;m365:sharepoint;m365:unified
T1213.003|DET0263|saas:github
T1213.004|DET0550|m365:signinlogs;saas:salesforce
T1213.005|DET0567|m365:signinlogs;m365:unified;saas:slack
T1213.006|DET0242|AWS:CloudTrail;AWS:VPCFlowLogs;NSM:Flow;WinEventLog:Security=4688;WinEventLog:Sysmon=3,11,22;auditd:PATH;auditd:SYSCALL;m365:unified;macos:unifiedlog;saas:Snowflake
T1213|DET0413|WinEventLog:Security=5145;auditd:SYSCALL;linux:Sysmon=3,22;m365:unified;macos:osquery;macos:unifiedlog;saas:confluence;saas:slack
T1216.001|DET0528|WinEventLog:PowerShell=4103,4104,4105,4106;WinEventLog:Sysmon=1,3,7,22
T1216.002|DET0440|WinEventLog:PowerShell=4103,4104,4105,4106;WinEventLog:Sysmon=1,7,10
T1216|DET0466|WinEventLog:PowerShell=4103,4104,4105,4106;WinEventLog:Sysmon=1,7,10,11
T1217|DET0013|WinEventLog:PowerShell=4103,4104,4105,4106;WinEventLog:Sysmon=1,11;auditd:SYSCALL;linux:syslog;macos:osquery;macos:unifiedlog
T1218.001|DET0342|WinEventLog:Sysmon=1,3,7,11,22
T1218.002|DET0194|WinEventLog:Sysmon=1,7,11,12
T1218.003|DET0328|WinEventLog:PowerShell=4103,4104,4105,4106;WinEventLog:Sysmon=1,3,10,11,12,13,14,22
T1218.004|DET0138|WinEventLog:PowerShell=4103,4104,4105,4106;WinEventLog:Sysmon=1,7,11
T1218.005|DET0506|WinEventLog:Security=4688;WinEventLog:Sysmon=3,11,22
T1218.007|DET0158|WinEventLog:Security=4688;WinEventLog:Sysmon=3,7,22
T1218.008|DET0486|WinEventLog:Security=4688;WinEventLog:Sysmon=3,7,22
T1218.009|DET0361|WinEventLog:PowerShell=4103,4104,4105,4106;WinEventLog:Security=4688;WinEventLog:Sysmon=3,7,11,12,13,14,22
T1218.010|DET0282|WinEventLog:Security=4688;WinEventLog:Sysmon=3,7,22
T1218.011|DET0475|WinEventLog:Sysmon=1,3,7,11,22
T1218.012|DET0042|WinEventLog:Sysmon=1,3,7,13,14,22
T1218.013|DET0433|WinEventLog:PowerShell=4103,4104,4105,4106;WinEventLog:Security=4688;WinEventLog:Sysmon=3,7,10,11,22
T1218.014|DET0222|WinEventLog:Microsoft-Windows-COM/Operational;WinEventLog:PowerShell=4103,4104,4105,4106;WinEventLog:Sysmon=1,3,7,11,12,13,14,22
T1218.015|DET0025|WinEventLog:Sysmon=1,3,7,11,22;auditd:SYSCALL;macos:osquery;macos:unifiedlog
T1218|DET0081|WinEventLog:Sysmon=1,3,7,22;auditd:SYSCALL;macos:osquery;macos:unifiedlog
T1219.001|DET0133|NSM:Flow;WinEventLog:Sysmon=1,11;auditd:SYSCALL;macos:unifiedlog
T1219.002|DET0259|NSM:Flow;WinEventLog:Microsoft-Windows-Windows Firewall With Advanced Security/Firewall;WinEventLog:Sysmon=3,11,22;auditd:SYSCALL;macos:unifiedlog
T1219.003|DET0159|WinEventLog:System=2003;auditd:SYSCALL;macos:unifiedlog
T1219|DET0496|WinEventLog:Sysmon=1,3,11,12,13,14,22;WinEventLog:System=7045;auditd:PATH;auditd:SYSCALL;macos:osquery;macos:unifiedlog
T1220|DET0205|WinEventLog:Sysmon=1,7
T1221|DET0566|WinEventLog:Sysmon=1,3,22
T1222.001|DET0418|WinEventLog:PowerShell=4103,4104,4105,4106;WinEventLog:Security=4656,4658,4663,4670,4688;WinEventLog:Sysmon=11;WinEventLog:WMI=5857,5858,5860,5861
T1222.002|DET0351|OpenBSM:AuditTrail;auditd:PROCTITLE;auditd:SYSCALL;fs:fsevents;linux:osquery;macos:unifiedlog
T1222|DET0299|WinEventLog:PowerShell=4103,4104,4105,4106;WinEventLog:Security=4656,4663,4670,4688;WinEventLog:Sysmon=11;auditd:PROCTITLE;auditd:SYSCALL;esxi:hostd;esxi:shell;esxi:vpxd;fs:fsevents;macos:unifiedlog
T1480.001|DET0474|WinEventLog:PowerShell=4103,4104,4105,4106;WinEventLog:Security=4624,4648;WinEventLog:Sysmon=1,3,7,22,25;WinEventLog:WMI=5857,5858,5860,5861;auditd:SYSCALL;fs:fsevents;linux:osquery;linux:syslog;macos:unifiedlog
T1480.002|DET0132|WinEventLog:Sysmon=1,11;auditd:SYSCALL;macos:unifiedlog
T1480|DET0562|WinEventLog:PowerShell=4103,4104,4105,4106;WinEventLog:Security=4624,4648,4688;WinEventLog:Sysmon=3,7,8,11,13,14,22;WinEventLog:WMI=5857,5858,5860,5861;auditd:PROCTITLE;auditd:SYSCALL;esxi:hostd;esxi:shell;fs:fileevents;linux:syslog;macos:unifiedlog
T1482|DET0007|WinEventLog:PowerShell;WinEventLog:Security=4662;WinEventLog:Sysmon=1,7,10
T1484.001|DET0305|WinEventLog:Security=4656,4663,4670,4704,5136;WinEventLog:Sysmon=1,11
T1484.002|DET0458|WinEventLog:Security=4704,5136;WinEventLog:Sysmon=1;azure:signinlogs;m365:unified
T1484|DET0270|WinEventLog:Security=4656,4663,4670,5136;WinEventLog:Sysmon=1;azure:signinlogs;m365:unified
T1485.001|DET0041|AWS:CloudTrail
T1485|DET0146|AWS:CloudTrail;WinEventLog:Sysmon=1,11,23;auditd:SYSCALL;docker:events;esxi:vmkernel;macos:unifiedlog
T1486|DET0215|AWS:CloudTrail;WinEventLog:Sysmon=1,2,11;auditd:SYSCALL;esxi:shell;esxi:vmkernel;macos:unifiedlog
T1489|DET0021|WinEventLog:Security=4672;WinEventLog:Sysmon=1,4;WinEventLog:System=7036;auditd:SYSCALL;esxi:hostd;linux:syslog;macos:unifiedlog
T1490|DET0329|AWS:CloudTrail;WinEventLog:Microsoft-Windows-Backup;WinEventLog:Sysmon=1,13,14;WinEventLog:System;auditd:CONFIG_CHANGE;auditd:SYSCALL;esxi:hostd;networkdevice:syslog
T1491.001|DET0082|ESXiLogs:messages;WinEventLog:Security=4656,4663,4670;WinEventLog:Sysmon=1,2,11;auditd:SYSCALL;esxi:hostd;linux:syslog;macos:unifiedlog
T1491.002|DET0590|AWS:CloudTrail;NSM:Connections;NSM:Flow;WinEventLog:Security=4656,4663,4670;WinEventLog:Sysmon=1;auditd:SYSCALL;macos:unifiedlog
T1491|DET0238|AWS:CloudTrail;CloudTrail:PutObject;WinEventLog:Application;WinEventLog:Security=4656,4663,4670;WinEventLog:Sysmon=1;apache:access_log;auditd:SYSCALL;esxi:vmkernel;linux:syslog;macos:unifiedlog
T1495|DET0167|NSM:Flow;WinEventLog:Microsoft-Windows-Kernel-Boot;WinEventLog:Security=4688;WinEventLog:Sysmon=6;auditd:SYSCALL;macos:unifiedlog;networkdevice:firmware
T1496.001|DET0540|AWS:CloudTrail;AWS:CloudWatch;NSM:Flow;WinEventLog:Security=4698;WinEventLog:Sysmon=1,3,22;auditd:SYSCALL;containerd:events;linux:cron;macos:unifiedlog
T1496.002|DET0028|AWS:CloudTrail;AWS:VPCFlowLogs;NSM:Flow;WinEventLog:Sysmon=1,3,22;auditd:SYSCALL;containers:osquery;docker:stats;macos:unifiedlog
T1496.003|DET0156|saas:application;saas:audit
T1496.004|DET0147|AWS:CloudTrail
T1496|DET0267|AWS:CloudTrail;AWS:CloudWatch;AWS:VPCFlowLogs;NSM:Flow;WinEventLog:Sysmon=1,3,22;Windows:perfmon;auditd:SYSCALL;container:cni;containerd:events;linux:procfs;m365:unified;macos:unifiedlog;prometheus:metrics;saas:application
T1497.001|DET0168|WinEventLog:Sysmon=1,7,10;auditd:SYSCALL;macos:unifiedlog
T1497.002|DET0420|WinEventLog:Security=4800,4801;WinEventLog:Sysmon=1,10;auditd:SYSCALL;macos:unifiedlog
T1497.003|DET0141|WinEventLog:Sysmon=1,7;auditd:SYSCALL;macos:unifiedlog
T1497|DET0046|WinEventLog:Sysmon=1,7;auditd:SYSCALL;macos:unifiedlog
T1498.001|DET0343|AWS:CloudWatch;AWS:VPCFlowLogs;WinEventLog:Security=4688;WinEventLog:Sysmon=3,22;auditd:SYSCALL;macos:unifiedlog
T1498.002|DET0408|AWS:CloudTrail;AWS:CloudWatch;AWS:VPCFlowLogs;NSM:Flow;WinEventLog:Sysmon=3,22;Windows:perfmon;auditd:SYSCALL;macos:unifiedlog;sar:network
T1498|DET0518|NSM:Flow;WinEventLog:Sysmon=1,3,22;auditd:SYSCALL
T1499.001|DET0356|NSM:Firewall;NSM:Flow;WinEventLog:Microsoft-Windows-TCPIP;WinEventLog:Sysmon=1;auditd:SYSCALL;macos:osquery;macos:unifiedlog
T1499.002|DET0173|AWS:CloudTrail;AWS:CloudWatch;AWS:VPCFlowLogs;NSM:Flow;WinEventLog:Application;WinEventLog:Sysmon=3,22;Windows:perfmon;auditd:SYSCALL;linux:syslog;macos:unifiedlog
T1499.003|DET0415|AWS:CloudMetrics;AWS:CloudTrail;AWS:CloudWatch;NSM:Flow;WinEventLog:Application;WinEventLog:Sysmon=1;Windows:perfmon;auditd:SYSCALL;linux:syslog;macos:osquery;macos:unifiedlog
T1499.004|DET0304|AWS:CloudTrail;AWS:CloudWatch;AWS:VPCFlowLogs;NSM:Flow;WinEventLog:Application=1000;WinEventLog:Sysmon=1;WinEventLog:System=7031,7034;auditd:SYSCALL;journald:Application;macos:unifiedlog
T1499|DET0208|AWS:CloudTrail;AWS:CloudWatch;VPCFlowLogs:All;WinEventLog:Application;WinEventLog:Sysmon=1;WinEventLog:System;auditd:SYSCALL;docker:events;journald:systemd;kubernetes:events;linux:syslog;macos:unifiedlog
T1505.001|DET0181|ApplicationLogs:SQL;WinEventLog:Application;WinEventLog:Sysmon=1;auditd:SYSCALL
T1505.002|DET0166|WinEventLog:Application;WinEventLog:PowerShell=4103,4104,4105,4106;WinEventLog:Sysmon=1,7,11;auditd:EXECVE;auditd:SYSCALL;linux:Sysmon=7;linux:syslog
T1505.003|DET0394|NSM:Flow;WinEventLog:Security=4624,4648;WinEventLog:Sysmon=1,11;auditd:SYSCALL;macos:unifiedlog
T1505.004|DET0068|WinEventLog:Microsoft-IIS-Configuration;WinEventLog:Security=4656,4663,4670;WinEventLog:Sysmon=1,7,11;WinEventLog:System
T1505.005|DET0212|WinEventLog:Security=4657;WinEventLog:Sysmon=1,7,11
T1505.006|DET0535|esxi:esxupdate;esxi:shell;linux:fim
T1505|DET0547|NSM:Flow;WinEventLog:Application;WinEventLog:Security=4698;WinEventLog:Sysmon=1;auditd:SYSCALL;esxi:hostd;esxi:vmkernel;linux:syslog;macos:unifiedlog
T1518.001|DET0016|WinEventLog:Security=4688;WinEventLog:Sysmon=7;auditd:SYSCALL;macos:unifiedlog
T1518.002|DET0088|WinEventLog:Security=4688;WinEventLog:Sysmon=11,13,14;auditd:PATH;auditd:SYSCALL;macos:unifiedlog
T1518|DET0392|AWS:CloudTrail;WinEventLog:PowerShell;WinEventLog:Security=4688;auditd:SYSCALL;esxi:hostd;esxi:shell;linux:shell;macos:unifiedlog
T1525|DET0334|AWS:CloudTrail;docker:daemon;docker:registry
T1526|DET0402|AWS:CloudTrail;azure:audit;azure:signinlogs;m365:signinlogs;m365:unified;saas:adminapi;saas:auth
T1528|DET0515|AWS:CloudTrail;azure:audit;kubernetes:audit;m365:unified;saas:googleworkspace;saas:slack
T1529|DET0559|WinEventLog:Security=1074;WinEventLog:Sysmon=1;auditd:SYSCALL;esxi:hostd;esxi:shell;linux:syslog;macos:unifiedlog;networkdevice:syslog
T1530|DET0484|AWS:CloudTrail;AWS:VPCFlowLogs;azure:signinlogs;m365:sharepoint;m365:unified
T1531|DET0120|NSM:Connections;WinEventLog:Security=4723,4724,4740;WinEventLog:Sysmon=1;auditd:SYSCALL;esxi:hostd;esxi:vpxa;m365:signinlogs;m365:unified;macos:unifiedlog;saas:okta
T1534|DET0054|Application:Mail;WinEventLog:Security=4103,4104,4105,4106,4624,4625,4648,4672;WinEventLog:Sysmon=1;auditd:SYSCALL;linux:syslog;m365:unified;macos:unifiedlog;saas:slack
T1535|DET0247|AWS:CloudTrail;AWS:VPCFlowLogs;CloudTrail:GetCallerIdentity
T1537|DET0573|AWS:CloudTrail;AWS:VPCFlowLogs;m365:unified;saas:box;saas:googledrive
T1538|DET0291|AWS:CloudTrail;azure:signinlogs;m365:signinlogs;m365:unified;saas:box;saas:okta;saas:salesforce;saas:zoom
T1539|DET0509|WinEventLog:Security=4688;WinEventLog:Sysmon=2,10;auditd:SYSCALL;fs:fsusage;m365:unified;macos:unifiedlog;saas:googleworkspace;saas:okta
T1542.001|DET0099|WinEventLog:Security=4688;WinEventLog:Sysmon=9,11;networkdevice:config;networkdevice:runtime
T1542.002|DET0323|WinEventLog:Sysmon=6;auditd:SYSCALL;firmware:integrity;linux:syslog;macos:unifiedlog
T1542.003|DET0150|WinEventLog:Sysmon=9,11;auditd:SYSCALL;linux:syslog
T1542.004|DET0175|NSM:Flow;networkdevice:config;networkdevice:syslog
T1542.005|DET0582|NSM:Flow;networkdevice:config;networkdevice:syslog
T1542|DET0278|WinEventLog:Security=4688;WinEventLog:Sysmon=9,11;auditd:EXECVE;auditd:SYSCALL;macos:unifiedlog;networkdevice:config;networkdevice:firmware
T1543.001|DET0434|fs:fsusage;macos:osquery;macos:unifiedlog
T1543.002|DET0253|auditd:SYSCALL;linux:osquery
T1543.003|DET0552|WinEventLog:Security=4697;WinEventLog:Sysmon=1,6,13,14
T1543.004|DET0401|fs:launchdaemons;macos:unifiedlog
T1543.005|DET0473|auditd:SYSCALL;kubernetes:audit;systemd:unit
T1543|DET0571|WinEventLog:Security=4697;WinEventLog:Sysmon=1,13,14;auditd:SYSCALL;docker:events;fs:fsusage;macos:unifiedlog
T1546.001|DET0061|WinEventLog:Security=4672;WinEventLog:Sysmon=1,13,14
T1546.002|DET0154|WinEventLog:Security=4688;WinEventLog:Sysmon=13,14
T1546.003|DET0086|WinEventLog:Sysmon=1,7;WinEventLog:WMI=5857,5858,5860,5861
T1546.004|DET0020|NSM:Flow;auditd:EXECVE;auditd:SYSCALL;macos:endpointsecurity;macos:unifiedlog
T1546.005|DET0369|auditd:SYSCALL;macos:unifiedlog
T1546.006|DET0216|macos:unifiedlog
T1546.007|DET0575|WinEventLog:Security=4657;WinEventLog:Sysmon=1,7
T1546.008|DET0033|WinEventLog:Sysmon=1,11,13,14,15
T1546.009|DET0362|WinEventLog:Security=4657;WinEventLog:Sysmon=1,7
T1546.010|DET0557|WinEventLog:Sysmon=1,7,13,14
T1546.011|DET0017|WinEventLog:Security=4657;WinEventLog:Sysmon=1,7,11
T1546.012|DET0422|WinEventLog:Security=4657;WinEventLog:Sysmon=1,10,12
T1546.013|DET0451|WinEventLog:PowerShell;WinEventLog:Sysmon=1,2,11
T1546.014|DET0555|macos:unifiedlog
T1546.015|DET0481|WinEventLog:Security=4657;WinEventLog:Sysmon=1,7
T1546.016|DET0330|WinEventLog:Sysmon=1,11;auditd:SYSCALL;macos:unifiedlog
T1546.017|DET0375|auditd:CONFIG_CHANGE;auditd:SYSCALL
T1546.018|DET0258|NSM:Flow;auditd:CONFIG_CHANGE;auditd:PATH;auditd:SYSCALL
T1546|DET0010|AWS:CloudTrail;WinEventLog:Security=4657,4698;WinEventLog:Sysmon=1;WinEventLog:WMI;auditd:SYSCALL;linux:syslog;m365:office;m365:unified;macos:unifiedlog
T1547.001|DET0365|WinEventLog:Microsoft-Windows-Shell-Core;WinEventLog:Sysmon=1,13,14
T1547.002|DET0207|WinEventLog:Security=4657;WinEventLog:Sysmon=7
T1547.003|DET0122|WinEventLog:Sysmon=1,7,11,13,14
T1547.004|DET0404|Autoruns:RegistryScan;WinEventLog:Security;WinEventLog:Sysmon=1,7
T1547.005|DET0542|WinEventLog:Security=4657;WinEventLog:Sysmon=1,7
T1547.006|DET0450|auditd:SYSCALL;linux:osquery;macos:osquery;macos:unifiedlog
T1547.007|DET0125|fs:filesystem;macos:endpointsecurity;macos:unifiedlog
T1547.008|DET0225|WinEventLog:Security=3033;WinEventLog:Sysmon=2,6,11,12,13,14
T1547.009|DET0180|WinEventLog:Sysmon=1,2,11,15
T1547.010|DET0204|WinEventLog:Application;WinEventLog:Sysmon=1,7,11,13
T1547.012|DET0026|WinEventLog:Sysmon=7,10,11,13,14
T1547.013|DET0390|auditd:EXECVE;auditd:SYSCALL;linux:auth;linux:osquery
T1547.014|DET0312|WinEventLog:Security=4672,4688;WinEventLog:Sysmon=12,13,14
T1547.015|DET0121|macos:unifiedlog
T1547|DET0274|WinEventLog:Security=4688;WinEventLog:Sysmon=13,14;auditd:SYSCALL;macos:unifiedlog
T1548.001|DET0110|auditd:SYSCALL;macos:unifiedlog
T1548.002|DET0388|WinEventLog:Security=4672,4688;WinEventLog:Sysmon=7,10,13,14
T1548.003|DET0052|auditd:SYSCALL;macos:unifiedlog
T1548.004|DET0395|macos:unifiedlog
T1548.005|DET0393|AWS:CloudTrail;gcp:iam;gcp:workspaceaudit;m365:signinlogs;m365:unified
T1548.006|DET0534|macos:unifiedlog
T1548|DET0345|AWS:CloudTrail;WinEventLog:Security=4672,4688;WinEventLog:Sysmon=13,14;auditd:SYSCALL;azure:signinlogs;fs:fsusage;macos:unifiedlog
T1550.001|DET0185|AWS:CloudTrail;azure:signinlogs;kubernetes:apiserver;m365:unified;saas:googleworkspace;saas:salesforce
T1550.002|DET0409|WinEventLog:Security=4624,4648,4768;WinEventLog:Sysmon=1,3,22
T1550.003|DET0352|WinEventLog:Security=4624,4648,4768,4769;WinEventLog:Sysmon=7,10
T1550.004|DET0074|AWS:CloudTrail;m365:unified;saas:okta
T1550|DET0338|AWS:CloudTrail;NSM:Connections;WinEventLog:Security=4624,4648;WinEventLog:Sysmon=1;auditd:SYSCALL;azure:signinlogs;docker:runtime;m365:unified;saas:googleworkspace
T1552.001|DET0307|AWS:CloudTrail;CloudTrail:GetObject;WinEventLog:Security=4624,4648;WinEventLog:Sysmon=1,11;auditd:EXECVE;auditd:SYSCALL;cni:netflow;ebpf:syscalls;kubernetes:audit;linux:syslog;macos:unifiedlog
T1552.002|DET0250|EDR:hunting;WinEventLog:Sysmon=1,13,14
T1552.003|DET0385|auditd:EXECVE;auditd:SYSCALL;macos:endpointsecurity;macos:unifiedlog
T1552.004|DET0549|WinEventLog:Security=5145;WinEventLog:Sysmon=1,11;auditd:EXECVE;auditd:SYSCALL;macos:unifiedlog;networkdevice:syslog
T1552.005|DET0001|AWS:CloudTrail;AWS:VPCFlowLogs;ebpf:syscalls
T1552.006|DET0381|WinEventLog:PowerShell;WinEventLog:Security=5145;WinEventLog:Sysmon=1,11
T1552.007|DET0198|docker:api;kubernetes:apiserver;kubernetes:orchestrator
T1552.008|DET0111|m365:unified;saas:okta;saas:slack
T1552|DET0412|AWS:CloudTrail;NSM:Flow;WinEventLog:Security=4688;WinEventLog:Sysmon=11,13,14;auditd:SYSCALL;azure:signinlogs;containerd:Events;linux:syslog;macos:unifiedlog;saas:googleworkspace;saas:zoom
T1553.001|DET0288|macos:osquery;macos:unifiedlog
T1553.002|DET0230|WinEventLog:Security=4688;WinEventLog:Sysmon=7;macos:unifiedlog
T1553.003|DET0442|WinEventLog:CodeIntegrity=3033;WinEventLog:Security=4657;WinEventLog:Sysmon=7
T1553.004|DET0056|WinEventLog:Security=4657;WinEventLog:Sysmon=1,12;auditd:EXECVE;auditd:SYSCALL;macos:osquery;macos:unifiedlog
T1553.005|DET0257|WinEventLog:Security=4656,4663,4670;WinEventLog:Sysmon=11,15
T1553.006|DET0523|WinEventLog:Security=4657,4688;macos:unifiedlog
T1553|DET0452|WinEventLog:Security=4657;WinEventLog:Sysmon=1,11;auditd:EXECVE;auditd:SYSCALL;macos:osquery;macos:unifiedlog
T1554|DET0336|WinEventLog:Security=4688;WinEventLog:Sysmon=2,11;auditd:EXECVE;auditd:SYSCALL;esxi:hostd;esxi:vmkernel;macos:unifiedlog
T1555.001|DET0396|macos:unifiedlog
T1555.002|DET0057|auditd:EXECVE;auditd:FILE;auditd:SYSCALL;macos:unifiedlog
T1555.003|DET0037|WinEventLog:Security=4656,4663,4670;WinEventLog:Sysmon=1,10;auditd:FILE;auditd:SYSCALL;macos:unifiedlog
T1555.004|DET0134|WinEventLog:Security=4688;WinEventLog:Sysmon=10,15
T1555.005|DET0597|WinEventLog:Security=4688;WinEventLog:Sysmon=10,15;auditd:SYSCALL;macos:osquery;macos:unifiedlog
T1555.006|DET0130|AWS:CloudTrail
T1555|DET0430|AWS:CloudTrail;WinEventLog:Security=4656,4663,4670;WinEventLog:Sysmon=1,10;auditd:EXECVE;auditd:SYSCALL;macos:unifiedlog
T1556.001|DET0271|WinEventLog:Security=4624,4648;WinEventLog:Sysmon=7,10;WinEventLog:System
T1556.002|DET0472|WinEventLog:Security=4657;WinEventLog:Sysmon=7,11
T1556.003|DET0454|NSM:Connections;auditd:SYSCALL;macos:osquery;macos:unifiedlog
T1556.004|DET0272|network:auth;networkconfig
T1556.005|DET0589|WinEventLog:PowerShell=4103,4104,4105,4106;WinEventLog:Security=4739;WinEventLog:Sysmon=1
T1556.006|DET0190|AWS:CloudTrail;NSM:Connections;WinEventLog:PowerShell;WinEventLog:Security=4739;auditd:SYSCALL;azure:signinlogs;m365:unified;macos:unifiedlog;saas:zoom
T1556.007|DET0293|AWS:CloudTrail;WinEventLog:Security=5136;WinEventLog:Sysmon=7;azure:signinlogs;m365:unified;saas:okta
T1556.008|DET0580|WinEventLog:Security=4657;WinEventLog:Sysmon=7,10,11
T1556.009|DET0030|AWS:CloudTrail;azure:activity;saas:okta
T1556|DET0104|AWS:CloudTrail;WinEventLog:Security=4657;WinEventLog:Sysmon=7,10;auditd:SYSCALL;azure:policy;m365:unified;macos:osquery;macos:unifiedlog
T1557.001|DET0462|NSM:Flow;WinEventLog:Security=4697
T1557.002|DET0387|NSM:Flow;WinEventLog:Security;WinEventLog:Sysmon=3,22;auditd:SYSCALL;macos:unifiedlog
T1557.003|DET0468|NSM:Flow;WinEventLog:System=1020,1063,1341,1342;linux:syslog;macos:unifiedlog
T1557.004|DET0379|NSM:Flow;WLANLogs:Association;networkdevice:syslog
T1557|DET0296|NSM:Flow;WinEventLog:Security=4656,4663,4670;WinEventLog:Sysmon=3,22;auditd:SYSCALL;macos:unifiedlog;networkdevice:config
T1558.001|DET0144|WinEventLog:Security=4634,4672,4769;WinEventLog:Sysmon=10
T1558.002|DET0241|WinEventLog:Kerberos;WinEventLog:Security=4634,4672;WinEventLog:Sysmon=10
T1558.003|DET0157|WinEventLog:Security=4624,4648,4672,4769;WinEventLog:Sysmon=10
T1558.004|DET0113|WinEventLog:Security=4768;WinEventLog:Sysmon=1
T1558.005|DET0024|auditd:SYSCALL;macos:osquery;macos:unifiedlog
T1558|DET0522|WinEventLog:Security=4634,4672;WinEventLog:Sysmon=10;auditd:SYSCALL;linux:syslog;macos:unifiedlog
T1559.001|DET0224|WinEventLog:Security=4656,4663,4670;WinEventLog:Sysmon=1,7
T1559.002|DET0504|WinEventLog:Security=4656,4663,4670;WinEventLog:Sysmon=1,7
T1559.003|DET0335|macos:unifiedlog
T1559|DET0493|WinEventLog:Security=4656,4663,4670;WinEventLog:Sysmon=17;auditd:SYSCALL;macos:osquery;macos:unifiedlog
T1560.001|DET0298|WinEventLog:Security=4688;WinEventLog:Sysmon=7,11;auditd:FILE;auditd:SYSCALL;macos:unifiedlog
T1560.002|DET0268|WinEventLog:Security=4688;WinEventLog:Sysmon=7,11;auditd:FILE;auditd:MMAP;auditd:SYSCALL;macos:unifiedlog
T1560.003|DET0438|WinEventLog:Security=4688;WinEventLog:Sysmon=10,11;auditd:FILE;auditd:SYSCALL;linux:osquery;macos:unifiedlog
T1560|DET0526|WinEventLog:Security=4688;WinEventLog:Sysmon=7,11;auditd:FILE;auditd:SYSCALL;macos:unifiedlog
T1561.001|DET0316|WinEventLog:Security=4673;WinEventLog:Sysmon=6;auditd:EXECVE;auditd:SYSCALL;macos:unifiedlog;networkdevice:cli;networkdevice:syslog
T1561.002|DET0297|WinEventLog:Security=4673;WinEventLog:Sysmon=6;auditd:EXECVE;auditd:SYSCALL;macos:unifiedlog;networkdevice:cli;networkdevice:syslog
T1561|DET0137|WinEventLog:Security=4673;WinEventLog:Sysmon=6;auditd:EXECVE;auditd:SYSCALL;macos:unifiedlog;networkdevice:cli;networkdevice:syslog
T1562.001|DET0497|AWS:CloudTrail;WinEventLog:Sysmon=5,13,14;WinEventLog:System=7045;auditd:CONFIG_CHANGE;auditd:SYSCALL;kubernetes:audit;macos:unifiedlog;networkdevice:config
T1562.002|DET0187|WinEventLog:Security=1102;WinEventLog:Sysmon=1,13,14;WinEventLog:System=7035
T1562.003|DET0563|WinEventLog:PowerShell=4103,4104,4105,4106;WinEventLog:Sysmon=1;auditd:SYSCALL;esxi:shell;linux:osquery;macos:unifiedlog;networkdevice:cli
T1562.004|DET0145|WinEventLog:Security=4688;WinEventLog:Sysmon=13,14;auditd:SYSCALL;esxi:hostd;linux:osquery;macos:unifiedlog;networkdevice:cli
T1562.006|DET0239|WinEventLog:Security=4657;WinEventLog:Sysmon=16;auditd:SYSCALL;esxi:hostd;linux:osquery;macos:unifiedlog
T1562.007|DET0424|AWS:CloudTrail
T1562.008|DET0289|AWS:CloudTrail;azure:policy;gcp:config;m365:unified;saas:audit
T1562.009|DET0116|WinEventLog:Security=4688;WinEventLog:Sysmon=12,13,14
T1562.010|DET0350|WinEventLog:Security=4657;WinEventLog:Sysmon=1;auditd:SYSCALL;linux:syslog;macos:unifiedlog
T1562.011|DET0311|WinEventLog:Sysmon=1;WinEventLog:System=7036;auditd:SYSCALL;linux:syslog;macos:unifiedlog
T1562.012|DET0062|auditd:EXECVE;auditd:FILE;auditd:SYSCALL;linux:syslog
T1562.013|DET0306|NSM:Flow;networkdevice:Firewall
T1562|DET0317|AWS:CloudTrail;WinEventLog:Security=4688;WinEventLog:Sysmon=12;WinEventLog:System=7045;auditd:EXECVE;auditd:SYSCALL;azure:policy;docker:runtime;esxi:shell;esxi:vmkernel;kubernetes:audit;linux:syslog;m365:unified;macos:unifiedlog;networkdevice:syslog
T1563.001|DET0256|NSM:Connections;auditd:EXECVE;auditd:SYSCALL;macos:unifiedlog
T1563.002|DET0588|WinEventLog:Security=4624,4648;WinEventLog:Sysmon=1,3,22;WinEventLog:System=7045
T1563|DET0079|NSM:Connections;NSM:Flow;WinEventLog:Security=4624,4648;WinEventLog:Sysmon=1,3,22;auditd:SYSCALL;macos:unifiedlog
T1564.001|DET0032|WinEventLog:Sysmon=1,11;auditd:EXECVE;auditd:FILE;macos:unifiedlog
T1564.002|DET0353|WinEventLog:Security=4720;WinEventLog:Sysmon=13,14;auditd:EXECVE;auditd:FILE;macos:unifiedlog
T1564.003|DET0128|WinEventLog:Sysmon=1,13,14;auditd:EXECVE;auditd:SYSCALL;macos:unifiedlog
T1564.004|DET0432|WinEventLog:Sysmon=1,11,15;etw:Microsoft-Windows-Kernel-File
T1564.005|DET0461|WinEventLog:Security=4656,4663,4670;WinEventLog:Sysmon=13,14;auditd:SYSCALL;etw:Microsoft-Windows-Kernel-Storage;linux:syslog;macos:unifiedlog
T1564.006|DET0321|WinEventLog:Security=4657;WinEventLog:Sysmon=1;WinEventLog:System=7045;auditd:SYSCALL;esxi:hostd;esxi:vmkernel;macos:unifiedlog
T1564.007|DET0012|WinEventLog:Sysmon=1,11;auditd:SYSCALL;linux:syslog;macos:unifiedlog
T1564.008|DET0192|ApplicationLog:MailServer;WinEventLog:Security=4103,4104,4105,4106;auditd:SYSCALL;m365:unified;macos:unifiedlog
T1564.009|DET0584|macos:unifiedlog
T1564.010|DET0045|WinEventLog:Security=4688;WinEventLog:Sysmon=10
T1564.011|DET0067|WinEventLog:PowerShell=4103,4104,4105,4106;WinEventLog:Sysmon=1;auditd:SYSCALL;macos:unifiedlog
T1564.012|DET0051|WinEventLog:Security=4656,4663,4670;WinEventLog:Sysmon=11;auditd:PATH;auditd:SYSCALL;macos:unifiedlog
T1564.013|DET0428|auditd:PATH;auditd:SYSCALL;linux:osquery
T1564.014|DET0406|auditd:EXECVE;auditd:SYSCALL;macos:unifiedlog
T1564|DET0502|WinEventLog:Sysmon=1,11,13,14;auditd:EXECVE;auditd:FILE;esxi:shell;esxi:syslog;m365:unified;macos:unifiedlog
T1565.001|DET0193|WinEventLog:Security=4656,4663,4670;WinEventLog:Sysmon=11,15,23;auditd:SYSCALL;macos:osquery;macos:unifiedlog
T1565.002|DET0254|WinEventLog:Sysmon=3,15,22;auditd:SYSCALL;linux:syslog;macos:osquery;macos:unifiedlog
T1565.003|DET0391|WinEventLog:Security=4657;WinEventLog:Sysmon=11,15;auditd:SYSCALL;linux:syslog;macos:osquery;macos:unifiedlog
T1565|DET0059|WinEventLog:Security=4656,4663,4670;WinEventLog:Sysmon=2,11,15;auditd:SYSCALL;linux:syslog;macos:osquery;macos:unifiedlog
T1566.001|DET0236|Application:Mail;NSM:Flow;WinEventLog:Sysmon=1,3,11,22;auditd:SYSCALL;m365:unified;macos:unifiedlog
T1566.002|DET0107|Application:Mail;NSM:Flow;WinEventLog:Security=4688;WinEventLog:Sysmon=3,22;auditd:SYSCALL;azure:signinlogs;m365:unified;macos:unifiedlog
T1566.003|DET0115|NSM:Flow;WinEventLog:Security=4688;WinEventLog:Sysmon=3,11,22;auditd:SYSCALL;linux:syslog;macos:unifiedlog
T1566.004|DET0245|ApplicationLog:CallRecords;m365:unified;macos:unifiedlog;networkdevice:syslog
T1566|DET0070|Application:Mail;WinEventLog:Sysmon=1,11;auditd:SYSCALL;azure:signinlogs;m365:unified;macos:unifiedlog;saas:collaboration
T1567.001|DET0318|NSM:Flow;WinEventLog:Security=4656,4663,4670;WinEventLog:Sysmon=1,3,22;auditd:EXECVE;auditd:SYSCALL;esxi:hostd;esxi:vmkernel;macos:unifiedlog
T1567.002|DET0570|NSM:Flow;WinEventLog:Security=4656,4663,4670;WinEventLog:Sysmon=1,3,22;auditd:EXECVE;auditd:SYSCALL;esxi:hostd;esxi:vmkernel;macos:unifiedlog
T1567.003|DET0284|NSM:Flow;WinEventLog:Security=4656,4663,4670;WinEventLog:Sysmon=1,3,22;auditd:EXECVE;auditd:SYSCALL;esxi:hostd;esxi:vmkernel;macos:unifiedlog
T1567.004|DET0153|NSM:Flow;WinEventLog:Security=4656,4663,4670;WinEventLog:Sysmon=1,3,22;auditd:EXECVE;auditd:SYSCALL;esxi:hostd;esxi:vmkernel;m365:unified;macos:unifiedlog;saas:api
T1567|DET0548|NSM:Flow;WinEventLog:Security=4688;WinEventLog:Sysmon=3,11,22;auditd:EXECVE;auditd:SYSCALL;esxi:hostd;esxi:vmkernel;m365:unified;macos:unifiedlog;saas:box
T1568.001|DET0485|WinEventLog:Security=1;WinEventLog:Sysmon=3,22;auditd:SYSCALL;esxi:syslog;macos:unifiedlog
T1568.002|DET0419|WinEventLog:Security=4688;WinEventLog:Sysmon=3,22;auditd:SYSCALL;esxi:syslog;linux:syslog;macos:unifiedlog
T1568.003|DET0262|WinEventLog:Sysmon=1,3,22;auditd:SYSCALL;esxi:syslog;linux:syslog;macos:unifiedlog
T1568|DET0039|WinEventLog:Sysmon=1,3,22;auditd:SYSCALL;esxi:syslog;linux:syslog;macos:unifiedlog
T1569.001|DET0265|macos:unifiedlog
T1569.002|DET0421|WinEventLog:Security=4697;WinEventLog:Sysmon=1,3,13,14,22
T1569.003|DET0073|auditd:CONFIG_CHANGE;auditd:EXECVE;auditd:SYSCALL
T1569|DET0279|WinEventLog:Security=4697;WinEventLog:Sysmon=1,13,14;auditd:SYSCALL;linux:syslog;macos:unifiedlog
T1570|DET0183|WinEventLog:Security=5140;WinEventLog:Sysmon=1,11;auditd:FILE;auditd:SYSCALL;esxi:hostd;esxi:vmkernel;macos:unifiedlog
T1571|DET0227|WinEventLog:Security=5156,5157;WinEventLog:Sysmon=1;auditd:SYSCALL;esxcli:network;esxi:vpxd;linux:osquery;linux:syslog;macos:unifiedlog
T1572|DET0538|WinEventLog:Sysmon=1,3,22;auditd:SYSCALL;esxcli:network;esxi:vpxd;linux:osquery;linux:syslog;macos:unifiedlog
T1573.001|DET0143|NSM:Connections;NSM:Flow;WinEventLog:Sysmon=3,7,22;auditd:SYSCALL;esxcli:network;esxi:vpxd;linux:osquery;linux:syslog;macos:unifiedlog
T1573.002|DET0543|IDS:TLSInspection;NSM:Flow;WinEventLog:Sysmon=3,7,22;auditd:SYSCALL;esxcli:network;esxi:vpxd;linux:osquery;linux:syslog;macos:unifiedlog
T1573|DET0273|NSM:Connections;NSM:Flow;WinEventLog:Sysmon=3,7,22;auditd:SYSCALL;esxi:vmkernel;esxi:vpxd;linux:osquery;linux:syslog;macos:unifiedlog
T1574.001|DET0201|WinEventLog:Security=4657;WinEventLog:Sysmon=1,7,11,15
T1574.004|DET0152|macos:unifiedlog
T1574.005|DET0038|WinEventLog:Sysmon=1,7,11,15
T1574.006|DET0435|auditd:PATH;auditd:SYSCALL;linux:osquery;macos:unifiedlog
T1574.007|DET0004|WinEventLog:Security=4657;WinEventLog:Sysmon=1,11;auditd:SYSCALL;linux:osquery;macos:unifiedlog
T1574.008|DET0564|WinEventLog:Sysmon=1,11,15
T1574.009|DET0064|WinEventLog:Security=4657;WinEventLog:Sysmon=1,11,15
T1574.010|DET0436|WinEventLog:Sysmon=1,11,15;WinEventLog:System=7045
T1574.011|DET0427|WinEventLog:Security=4657;WinEventLog:Sysmon=1;WinEventLog:System=7040
T1574.012|DET0479|WinEventLog:Security=4657;WinEventLog:Sysmon=1,7,11
T1574.013|DET0577|WinEventLog:Sysmon=1,10;etw:Microsoft-Windows-Kernel-Process
T1574.014|DET0517|WinEventLog:Security=4688;WinEventLog:Sysmon=7,11
T1574|DET0218|WinEventLog:Security=4657;WinEventLog:Sysmon=1,7,11;auditd:SYSCALL;linux:osquery;linux:syslog;macos:unifiedlog
T1578.001|DET0423|AWS:CloudTrail
T1578.002|DET0449|AWS:CloudTrail;azure:activity
T1578.003|DET0084|AWS:CloudTrail;azure:activity
T1578.004|DET0337|AWS:CloudTrail
T1578.005|DET0492|AWS:CloudTrail
T1578|DET0308|AWS:CloudTrail;AWS:CloudWatch
T1580|DET0169|AWS:CloudTrail
T1583.001|DET0892|Domain Name
T1583.002|DET0862|
T1583.003|DET0838|Internet Scan
T1583.004|DET0871|Internet Scan
T1583.005|DET0837|
T1583.006|DET0896|Internet Scan
T1583.007|DET0829|Internet Scan
T1583.008|DET0836|Internet Scan
T1583|DET0895|Domain Name;Internet Scan
T1584.001|DET0863|Domain Name
T1584.002|DET0891|Domain Name
T1584.003|DET0854|Internet Scan
T1584.004|DET0874|Internet Scan
T1584.005|DET0883|
T1584.006|DET0882|Internet Scan
T1584.007|DET0864|Internet Scan
T1584.008|DET0859|Internet Scan
T1584|DET0885|Domain Name;Internet Scan
T1585.001|DET0851|Network Traffic;Persona
T1585.002|DET0835|
T1585.003|DET0846|
T1585|DET0873|Network Traffic;Persona
T1586.001|DET0870|Network Traffic;Persona
T1586.002|DET0861|
T1586.003|DET0879|
T1586|DET0876|Network Traffic;Persona
T1587.001|DET0872|Malware Repository
T1587.002|DET0833|Malware Repository
T1587.003|DET0844|Internet Scan
T1587.004|DET0894|
T1587|DET0853|Internet Scan;Malware Repository
T1588.001|DET0845|Malware Repository
T1588.002|DET0852|Malware Repository
T1588.003|DET0875|Malware Repository
T1588.004|DET0848|Certificate;Internet Scan
T1588.005|DET0827|
T1588.006|DET0808|
T1588.007|DET0842|
T1588|DET0850|Certificate;Internet Scan;Malware Repository
T1589.001|DET0813|
T1589.002|DET0814|Network Traffic
T1589.003|DET0857|
T1589|DET0841|Network Traffic
T1590.001|DET0847|
T1590.002|DET0843|
T1590.003|DET0828|
T1590.004|DET0819|
T1590.005|DET0815|
T1590.006|DET0889|
T1590|DET0869|
T1591.001|DET0806|
T1591.002|DET0855|
T1591.003|DET0849|
T1591.004|DET0807|
T1591|DET0890|
T1592.001|DET0887|Internet Scan
T1592.002|DET0888|Internet Scan
T1592.003|DET0818|
T1592.004|DET0820|Internet Scan
T1592|DET0826|Internet Scan
T1593.001|DET0812|
T1593.002|DET0811|
T1593.003|DET0805|
T1593|DET0856|
T1594|DET0810|Application Log
T1595.001|DET0817|Network Traffic
T1595.002|DET0867|Network Traffic
T1595.003|DET0868|Network Traffic
T1595|DET0830|Network Traffic
T1596.001|DET0877|
T1596.002|DET0832|
T1596.003|DET0831|
T1596.004|DET0809|
T1596.005|DET0858|
T1596|DET0860|
T1597.001|DET0816|
T1597.002|DET0880|
T1597|DET0822|
T1598.001|DET0821|Application Log;Network Traffic
T1598.002|DET0865|Application Log;Network Traffic
T1598.003|DET0878|Application Log;Network Traffic
T1598.004|DET0886|Application Log
T1598|DET0823|Application Log;Network Traffic
T1599.001|DET0163|NSM:Flow;networkdevice:config
T1599|DET0006|NSM:Flow;networkdevice:syslog
T1600.001|DET0243|NSM:Flow;networkdevice:cli;networkdevice:config
T1600.002|DET0494|NSM:Flow;networkdevice:cli;networkdevice:config
T1600|DET0339|NSM:Flow;networkdevice:config;snmp:status
T1601.001|DET0469|firmware:runtime;networkdevice:cli;networkdevice:config
T1601.002|DET0569|networkdevice:cli;networkdevice:config;networkdevice:syslog
T1601|DET0170|networkdevice:cli;networkdevice:config
T1602.001|DET0453|NSM:Flow;networkdevice:audit;networkdevice:syslog
T1602.002|DET0233|NSM:Flow;networkdevice:cli;networkdevice:syslog;snmp:access
T1602|DET0592|NSM:Flow;networkdevice:syslog
T1606.001|DET0171|AWS:CloudTrail;WinEventLog:Security=4624,4648;WinEventLog:Sysmon=3,11,22;auditd:SYSCALL;m365:unified;macos:unifiedlog;saas:access
T1606.002|DET0148|AWS:CloudTrail;CloudTrail:Signin;WinEventLog:ADFS;WinEventLog:Security=1200,1202,4624,4648,4769;azure:signinlogs;m365:exchange;m365:sharepoint;m365:unified;saas:access
T1606|DET0260|AWS:CloudTrail;NSM:Connections;WinEventLog:Security=4624,4648;WinEventLog:Sysmon=10;auditd:SYSCALL;azure:signinlogs;m365:oauth;m365:signinlogs;m365:unified;macos:unifiedlog;saas:auth
T1608.001|DET0824|Internet Scan
T1608.002|DET0834|Internet Scan
T1608.003|DET0840|Internet Scan
T1608.004|DET0825|Internet Scan
T1608.005|DET0893|Internet Scan
T1608.006|DET0881|Internet Scan
T1608|DET0839|Internet Scan
T1609|DET0065|docker:daemon;kubernetes:apiserver
T1610|DET0249|containerd:runtime;docker:daemon;docker:events;ebpf:syscalls
T1611|DET0219|WinEventLog:Security=4688;WinEventLog:Sysmon=11;auditd:SYSCALL;docker:daemon;esxi:vmkernel;kubernetes:apiserver;linux:Sysmon
T1612|DET0459|NSM:Flow;docker:daemon
T1613|DET0490|docker:daemon;kubernetes:apiserver
T1614.001|DET0565|ETW;WinEventLog:Security=4657;WinEventLog:Sysmon=1;auditd:SYSCALL;linux:Sysmon=1;macos:osquery;macos:unifiedlog
T1614|DET0043|AWS:CloudTrail;WinEventLog:Security=4688;auditd:SYSCALL;azure:vpcflow;etw:Microsoft-Windows-Kernel-Base;linux:Sysmon=1;macos:osquery;macos:unifiedlog
T1615|DET0055|NSM:Flow;WinEventLog:PowerShell=4103,4104,4105,4106;WinEventLog:Security=4661;WinEventLog:Sysmon=1
T1619|DET0578|AWS:CloudTrail
T1620|DET0300|WinEventLog:Sysmon=1,7,10;auditd:MMAP;auditd:SYSCALL;etw:Microsoft-Antimalware-Scan-Interface;etw:Microsoft-Windows-DotNETRuntime;macos:unifiedlog
T1621|DET0160|AWS:CloudTrail;NSM:Connections;WinEventLog:Security=4625;auditd:AUTH;azure:signinlogs;macos:unifiedlog;saas:okta
T1622|DET0371|WinEventLog:Sysmon=1;auditd:SYSCALL;etw:Microsoft-Windows-Kernel-Process;macos:unifiedlog
T1647|DET0109|macos:unifiedlog
T1648|DET0374|AWS:CloudTrail;m365:exchange;m365:unified;saas:appsscript;saas:googledrive
T1649|DET0240|WinEventLog:Security=4657,4768;auditd:SYSCALL;azure:signinlogs;m365:unified;macos:keychain;macos:unifiedlog
T1650|DET0884|
T1651|DET0545|AWS:CloudTrail;azure:activity;azure:vmguest
T1652|DET0579|WinEventLog:Security=4688;WinEventLog:Sysmon=13,14;auditd:FS;auditd:SYSCALL;macos:unifiedlog
T1653|DET0417|WinEventLog:Security=4688;auditd:PATH;auditd:SYSCALL;macos:unifiedlog
T1654|DET0255|AWS:CloudTrail;WinEventLog:Security=4656,4663,4670,4688;auditd:PATH;auditd:SYSCALL;azure:activity;esxi:hostd;esxi:shell;macos:unifiedlog
T1656|DET0286|Application:Mail;WinEventLog:Security=4624,4648;auditd:SYSCALL;gcp:workspaceaudit;m365:unified;macos:unifiedlog
T1657|DET0495|WinEventLog:Security=4624,4648;WinEventLog:Sysmon=1;auditd:SYSCALL;linux:syslog;m365:office;m365:unified;macos:unifiedlog;saas:finance
T1659|DET0349|NSM:Flow;WinEventLog:Security=4688;WinEventLog:Sysmon=11;auditd:SYSCALL;macos:unifiedlog
T1665|DET0411|NSM:Flow;WinEventLog:Security=5156,5157;auditd:SYSCALL;dns:query;esxi:vmkernel;macos:unifiedlog
T1666|DET0155|AWS:CloudTrail
T1667|DET0355|Application:Mail;WinEventLog:Sysmon=11;auditd:SYSCALL;fs:fsusage;m365:exchange;m365:unified;macos:unifiedlog
T1668|DET0015|WinEventLog:Security=4688;WinEventLog:Sysmon=5;auditd:SYSCALL;linux:syslog;macos:osquery;macos:unifiedlog
T1669|DET0536|NSM:Firewall;WIDS:AssociationLogs;WinEventLog:Microsoft-Windows-WLAN-AutoConfig=8001,8002,8003;WinEventLog:Security=4625,4776;auditd:SYSCALL;linux:syslog;macos:osquery;macos:unifiedlog
T1671|DET0539|azure:audit;m365:unified;saas:audit;saas:integration
T1672|DET0431|linux:syslog;m365:messagetrace;macos:unifiedlog;saas:email
T1673|DET0199|WinEventLog:Security=4688;auditd:SYSCALL;esxi:shell;macos:unifiedlog
T1674|DET0568|WinEventLog:PowerShell=4103,4104,4105,4106;WinEventLog:Security=4688;WinEventLog:System=2003;auditd:SYSCALL;linux:syslog;macos:unifiedlog
T1675|DET0232|esxi:hostd
T1677|DET0533|saas:PRMetadata;saas:RepoEvents;saas:github
T1678|DET0372|WinEventLog:Sysmon=1,7;auditd:PROCTITLE;auditd:SYSCALL;macos:unifiedlog
T1679|DET0897|WinEventLog:PowerShell=4103,4104,4105,4106;WinEventLog:Security=4656,4663,4670,4688
T1680|DET0188|WinEventLog:Sysmon=1;auditd:EXECVE;auditd:SYSCALL;esxi:auth;esxi:hostd;macos:unifiedlog
T1681|DET0866|`;
