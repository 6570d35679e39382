/**
 * Names of insertion strings in order, for shippers that send strings without names. Several lists for one
 * event are its versions; the right one is the one with as many names as there are strings.
 *
 * Facts from the OSSEM data dictionaries (MIT) and the Sysmon 15.15 schema, restated; the Security rows agree
 * with the templates in real EVTX logs wherever one was to be had (80 of 80).
 */
export const stringPositions: Readonly<Record<string, Readonly<Record<number, readonly string[]>>>> = {
  'Microsoft-Windows-Security-Auditing': {
    4611: ['SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId LogonProcessName'],
    4616: [
      'SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId PreviousTime NewTime ProcessId ProcessName',
      'SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId PreviousDate PreviousTime NewDate NewTime ProcessId ProcessName',
    ],
    4624: [
      'SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId TargetUserSid TargetUserName TargetDomainName TargetLogonId LogonType LogonProcessName AuthenticationPackageName WorkstationName LogonGuid TransmittedServices LmPackageName KeyLength ProcessId ProcessName IpAddress IpPort',
      'SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId TargetUserSid TargetUserName TargetDomainName TargetLogonId LogonType LogonProcessName AuthenticationPackageName WorkstationName LogonGuid TransmittedServices LmPackageName KeyLength ProcessId ProcessName IpAddress IpPort ImpersonationLevel',
      'SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId TargetUserSid TargetUserName TargetDomainName TargetLogonId LogonType LogonProcessName AuthenticationPackageName WorkstationName LogonGuid TransmittedServices LmPackageName KeyLength ProcessId ProcessName IpAddress IpPort ImpersonationLevel RestrictedAdminMode TargetOutboundUserName TargetOutboundDomainName VirtualAccount TargetLinkedLogonId ElevatedToken',
    ],
    4625: [
      'SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId TargetUserSid TargetUserName TargetDomainName Status FailureReason SubStatus LogonType LogonProcessName AuthenticationPackageName WorkstationName TransmittedServices LmPackageName KeyLength ProcessId ProcessName IpAddress IpPort',
    ],
    4634: ['TargetUserSid TargetUserName TargetDomainName TargetLogonId LogonType'],
    4647: ['TargetUserSid TargetUserName TargetDomainName TargetLogonId'],
    4648: [
      'SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId LogonGuid TargetUserName TargetDomainName TargetServerName TargetInfo ProcessId ProcessName IpAddress IpPort',
      'SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId LogonGuid TargetUserName TargetDomainName TargetLogonGuid TargetServerName TargetInfo ProcessId ProcessName IpAddress IpPort',
    ],
    4649: [
      'SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId TargetUserName TargetDomainName RequestType LogonProcessName AuthenticationPackage WorkstationName TransmittedServices ProcessId ProcessName',
    ],
    4656: [
      'SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId ObjectServer ObjectType ObjectName HandleId TransactionId AccessList AccessMask PrivilegeList RestrictedSidCount ProcessId ProcessName',
      'SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId ObjectServer ObjectType ObjectName HandleId TransactionId AccessList AccessReason AccessMask PrivilegeList RestrictedSidCount ProcessId ProcessName ResourceAttributes',
    ],
    4657: [
      'SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId ObjectName ObjectValueName HandleId OperationType OldValueType OldValue NewValueType NewValue ProcessId ProcessName',
    ],
    4658: [
      'SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId ObjectServer HandleId ProcessId ProcessName',
    ],
    4660: [
      'SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId ObjectServer HandleId ProcessId ProcessName TransactionId',
    ],
    4661: [
      'SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId ObjectServer ObjectType ObjectName HandleId TransactionId AccessList AccessMask PrivilegeList Properties RestrictedSidCount ProcessId ProcessName',
      'SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId ObjectServer ObjectType ObjectName HandleId TransactionId AccessList AccessReason AccessMask PrivilegeList Properties RestrictedSidCount ProcessId ProcessName',
    ],
    4662: [
      'SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId ObjectServer ObjectType ObjectName OperationType HandleId AccessList AccessMask Properties AdditionalInfo AdditionalInfo2',
    ],
    4663: [
      'SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId ObjectServer ObjectType ObjectName HandleId AccessList AccessMask ProcessId ProcessName',
      'SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId ObjectServer ObjectType ObjectName HandleId AccessList AccessMask ProcessId ProcessName ResourceAttributes',
    ],
    4670: [
      'SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId ObjectServer ObjectType ObjectName HandleId OldSd NewSd ProcessId ProcessName',
    ],
    4672: ['SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId PrivilegeList'],
    4673: [
      'SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId ObjectServer Service PrivilegeList ProcessId ProcessName',
    ],
    4674: [
      'SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId ObjectServer ObjectType ObjectName HandleId AccessMask PrivilegeList ProcessId ProcessName',
    ],
    4688: [
      'SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId NewProcessId NewProcessName TokenElevationType ProcessId',
      'SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId NewProcessId NewProcessName TokenElevationType ProcessId CommandLine',
      'SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId NewProcessId NewProcessName TokenElevationType ProcessId CommandLine TargetUserSid TargetUserName TargetDomainName TargetLogonId ParentProcessName MandatoryLabel',
    ],
    4689: ['SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId Status ProcessId ProcessName'],
    4690: [
      'SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId SourceHandleId SourceProcessId TargetHandleId TargetProcessId',
    ],
    4691: [
      'SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId ObjectType ObjectName AccessList AccessMask ProcessId',
    ],
    4692: [
      'SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId MasterKeyId RecoveryServer RecoveryKeyId FailureReason',
    ],
    4696: [
      'SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId TargetUserSid TargetUserName TargetDomainName TargetLogonId TargetProcessId TargetProcessName ProcessId ProcessName',
    ],
    4697: [
      'SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId ServiceName ServiceFileName ServiceType ServiceStartType ServiceAccount',
    ],
    4698: [
      'SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId TaskName TaskContent',
      'SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId TaskName TaskContent ClientProcessStartKey ClientProcessId ParentProcessId RpcCallClientLocality FQDN',
    ],
    4699: [
      'SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId TaskName TaskContent',
      'SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId TaskName TaskContent ClientProcessStartKey ClientProcessId ParentProcessId RpcCallClientLocality FQDN',
    ],
    4700: ['SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId TaskName TaskContent'],
    4701: [
      'SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId TaskName TaskContent',
      'SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId TaskName TaskContent ClientProcessStartKey ClientProcessId ParentProcessId RpcCallClientLocality FQDN',
    ],
    4702: [
      'SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId TaskName TaskContentNew',
      'SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId TaskName TaskContentNew ClientProcessStartKey ClientProcessId ParentProcessId RpcCallClientLocality FQDN',
    ],
    4703: [
      'SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId TargetUserSid TargetUserName TargetDomainName TargetLogonId ProcessName ProcessId EnabledPrivilegeList DisabledPrivilegeList',
    ],
    4704: ['SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId TargetSid PrivilegeList'],
    4705: ['SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId TargetSid PrivilegeList'],
    4706: [
      'DomainName DomainSid SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId TdoType TdoDirection TdoAttributes SidFilteringEnabled',
    ],
    4719: [
      'SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId CategoryId SubcategoryId SubcategoryGuid AuditPolicyChanges',
    ],
    4720: [
      'TargetUserName TargetDomainName TargetSid SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId PrivilegeList SamAccountName DisplayName UserPrincipalName HomeDirectory HomePath ScriptPath ProfilePath UserWorkstations PasswordLastSet AccountExpires PrimaryGroupId AllowedToDelegateTo OldUacValue NewUacValue UserAccountControl UserParameters SidHistory LogonHours',
    ],
    4722: [
      'TargetUserName TargetDomainName TargetSid SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId',
    ],
    4723: [
      'TargetUserName TargetDomainName TargetSid SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId PrivilegeList',
    ],
    4724: [
      'TargetUserName TargetDomainName TargetSid SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId',
    ],
    4725: [
      'TargetUserName TargetDomainName TargetSid SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId',
    ],
    4726: [
      'TargetUserName TargetDomainName TargetSid SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId PrivilegeList',
    ],
    4727: [
      'TargetUserName TargetDomainName TargetSid SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId PrivilegeList SamAccountName SidHistory',
    ],
    4728: [
      'MemberName MemberSid TargetUserName TargetDomainName TargetSid SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId PrivilegeList',
      'MemberName MemberSid TargetUserName TargetDomainName TargetSid SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId PrivilegeList MembershipExpirationTime',
    ],
    4729: [
      'MemberName MemberSid TargetUserName TargetDomainName TargetSid SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId PrivilegeList',
    ],
    4730: [
      'TargetUserName TargetDomainName TargetSid SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId PrivilegeList',
    ],
    4731: [
      'TargetUserName TargetDomainName TargetSid SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId PrivilegeList SamAccountName SidHistory',
    ],
    4732: [
      'MemberName MemberSid TargetUserName TargetDomainName TargetSid SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId PrivilegeList',
      'MemberName MemberSid TargetUserName TargetDomainName TargetSid SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId PrivilegeList MembershipExpirationTime',
    ],
    4733: [
      'MemberName MemberSid TargetUserName TargetDomainName TargetSid SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId PrivilegeList',
    ],
    4734: [
      'TargetUserName TargetDomainName TargetSid SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId PrivilegeList',
    ],
    4735: [
      'TargetUserName TargetDomainName TargetSid SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId PrivilegeList SamAccountName SidHistory',
    ],
    4737: [
      'TargetUserName TargetDomainName TargetSid SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId PrivilegeList SamAccountName SidHistory',
    ],
    4738: [
      'Dummy TargetUserName TargetDomainName TargetSid SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId PrivilegeList SamAccountName DisplayName UserPrincipalName HomeDirectory HomePath ScriptPath ProfilePath UserWorkstations PasswordLastSet AccountExpires PrimaryGroupId AllowedToDelegateTo OldUacValue NewUacValue UserAccountControl UserParameters SidHistory LogonHours',
    ],
    4739: [
      'DomainPolicyChanged DomainName DomainSid SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId PrivilegeList MinPasswordAge MaxPasswordAge ForceLogoff LockoutThreshold LockoutObservationWindow LockoutDuration PasswordProperties MinPasswordLength PasswordHistoryLength MachineAccountQuota MixedDomainMode DomainBehaviorVersion OemInformation',
    ],
    4740: [
      'TargetUserName TargetDomainName TargetSid SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId',
    ],
    4741: [
      'TargetUserName TargetDomainName TargetSid SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId PrivilegeList SamAccountName DisplayName UserPrincipalName HomeDirectory HomePath ScriptPath ProfilePath UserWorkstations PasswordLastSet AccountExpires PrimaryGroupId AllowedToDelegateTo OldUacValue NewUacValue UserAccountControl UserParameters SidHistory LogonHours DnsHostName ServicePrincipalNames',
    ],
    4742: [
      'ComputerAccountChange TargetUserName TargetDomainName TargetSid SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId PrivilegeList SamAccountName DisplayName UserPrincipalName HomeDirectory HomePath ScriptPath ProfilePath UserWorkstations PasswordLastSet AccountExpires PrimaryGroupId AllowedToDelegateTo OldUacValue NewUacValue UserAccountControl UserParameters SidHistory LogonHours DnsHostName ServicePrincipalNames',
    ],
    4743: [
      'TargetUserName TargetDomainName TargetSid SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId PrivilegeList',
    ],
    4754: [
      'TargetUserName TargetDomainName TargetSid SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId PrivilegeList SamAccountName SidHistory',
    ],
    4755: [
      'TargetUserName TargetDomainName TargetSid SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId PrivilegeList SamAccountName SidHistory',
    ],
    4756: [
      'MemberName MemberSid TargetUserName TargetDomainName TargetSid SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId PrivilegeList',
      'MemberName MemberSid TargetUserName TargetDomainName TargetSid SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId PrivilegeList MembershipExpirationTime',
    ],
    4757: [
      'MemberName MemberSid TargetUserName TargetDomainName TargetSid SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId PrivilegeList',
    ],
    4758: [
      'TargetUserName TargetDomainName TargetSid SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId PrivilegeList',
    ],
    4764: [
      'GroupTypeChange TargetUserName TargetDomainName TargetSid SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId PrivilegeList',
    ],
    4765: [
      'SourceUserName SourceSid TargetUserName TargetDomainName TargetSid SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId PrivilegeList SidList',
    ],
    4766: [
      'SourceUserName TargetUserName TargetDomainName TargetSid SubjectUserName SubjectDomainName SubjectLogonId PrivilegeList',
    ],
    4767: [
      'TargetUserName TargetDomainName TargetSid SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId',
    ],
    4768: [
      'TargetUserName TargetDomainName TargetSid ServiceName ServiceSid TicketOptions Status TicketEncryptionType PreAuthType IpAddress IpPort CertIssuerName CertSerialNumber CertThumbprint',
    ],
    4769: [
      'TargetUserName TargetDomainName ServiceName ServiceSid TicketOptions TicketEncryptionType IpAddress IpPort Status LogonGuid TransmittedServices',
    ],
    4770: [
      'TargetUserName TargetDomainName ServiceName ServiceSid TicketOptions TicketEncryptionType IpAddress IpPort',
    ],
    4771: [
      'TargetUserName TargetSid ServiceName TicketOptions Status PreAuthType IpAddress IpPort CertIssuerName CertSerialNumber CertThumbprint',
    ],
    4776: ['PackageName TargetUserName Workstation Status'],
    4778: ['AccountName AccountDomain LogonID SessionName ClientName ClientAddress'],
    4779: ['AccountName AccountDomain LogonID SessionName ClientName ClientAddress'],
    4781: [
      'OldTargetUserName NewTargetUserName TargetDomainName TargetSid SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId PrivilegeList',
    ],
    4794: ['SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId Workstation Status'],
    4798: [
      'TargetUserName TargetDomainName TargetSid SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId CallerProcessId CallerProcessName',
    ],
    4799: [
      'TargetUserName TargetDomainName TargetSid SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId CallerProcessId CallerProcessName',
    ],
    4800: ['TargetUserSid TargetUserName TargetDomainName TargetLogonId SessionId'],
    4801: ['TargetUserSid TargetUserName TargetDomainName TargetLogonId SessionId'],
    4825: ['AccountName AccountDomain LogonID ClientAddress'],
    4886: ['RequestId Requester Attributes'],
    4887: ['RequestId Requester Attributes Disposition SubjectKeyIdentifier Subject'],
    4898: [
      'TemplateInternalName TemplateVersion TemplateSchemaVersion TemplateOID TemplateDSObjectFQDN DCDNSName TemplateContent SecurityDescriptor',
    ],
    4899: [
      'TemplateInternalName TemplateVersion TemplateSchemaVersion TemplateOID TemplateDSObjectFQDN DCDNSName NewTemplateContent OldTemplateContent',
    ],
    4904: [
      'SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId AuditSourceName EventSourceId ProcessId ProcessName',
    ],
    4905: [
      'SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId AuditSourceName EventSourceId ProcessId ProcessName',
    ],
    4946: ['ProfileChanged RuleId RuleName'],
    4947: ['ProfileChanged RuleId RuleName'],
    4948: ['ProfileChanged RuleId RuleName'],
    4950: ['ProfileChanged SettingType SettingValue'],
    4981: [
      'LocalMMPrincipalName LocalMMCertHash LocalMMIssuingCA LocalMMRootCA RemoteMMPrincipalName RemoteMMCertHash RemoteMMIssuingCA RemoteMMRootCA LocalAddress LocalKeyModPort RemoteAddress RemoteKeyModPort MMCipherAlg MMIntegrityAlg DHGroup MMLifetime QMLimit Role MMImpersonationState MMFilterID MMSAID LocalEMPrincipalName RemoteEMPrincipalName EMAuthMethod EMImpersonationState QMFilterID',
    ],
    5038: ['param1'],
    5136: [
      'OpCorrelationID AppCorrelationID SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId DSName DSType ObjectDN ObjectGUID ObjectClass AttributeLDAPDisplayName AttributeSyntaxOID AttributeValue OperationType',
    ],
    5137: [
      'OpCorrelationID AppCorrelationID SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId DSName DSType ObjectDN ObjectGUID ObjectClass',
    ],
    5139: [
      'OpCorrelationID AppCorrelationID SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId DSName DSType OldObjectDN NewObjectDN ObjectGUID ObjectClass',
    ],
    5140: [
      'SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId IpAddress IpPort ShareName',
      'SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId ObjectType IpAddress IpPort ShareName ShareLocalPath AccessMask AccessList',
    ],
    5141: [
      'OpCorrelationID AppCorrelationID SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId DSName DSType ObjectDN ObjectGUID ObjectClass TreeDelete',
    ],
    5142: ['SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId ShareName ShareLocalPath'],
    5143: [
      'SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId ObjectType ShareName ShareLocalPath OldRemark NewRemark OldMaxUsers NewMaxUsers OldShareFlags NewShareFlags OldSD NewSD',
    ],
    5144: ['SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId ShareName ShareLocalPath'],
    5145: [
      'SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId ObjectType IpAddress IpPort ShareName ShareLocalPath RelativeTargetName AccessMask AccessList AccessReason',
    ],
    5152: [
      'ProcessId Application Direction SourceAddress SourcePort DestAddress DestPort Protocol FilterRTID LayerName LayerRTID',
    ],
    5154: ['ProcessId Application SourceAddress SourcePort Protocol FilterRTID LayerName LayerRTID'],
    5156: [
      'ProcessID Application Direction SourceAddress SourcePort DestAddress DestPort Protocol FilterRTID LayerName LayerRTID',
      'ProcessID Application Direction SourceAddress SourcePort DestAddress DestPort Protocol FilterRTID LayerName LayerRTID RemoteUserID RemoteMachineID',
    ],
    5157: [
      'ProcessID Application Direction SourceAddress SourcePort DestAddress DestPort Protocol FilterRTID LayerName LayerRTID',
      'ProcessID Application Direction SourceAddress SourcePort DestAddress DestPort Protocol FilterRTID LayerName LayerRTID RemoteUserID RemoteMachineID',
    ],
    5158: ['ProcessId Application SourceAddress SourcePort Protocol FilterRTID LayerName LayerRTID'],
    5379: [
      'SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId TargetName Type CountOfCredentialsReturned ReadOperation ReturnCode ProcessCreationTime ClientProcessId',
    ],
    5441: [
      'ProviderKey ProviderName FilterKey FilterName FilterType FilterId LayerKey LayerName LayerId Weight Conditions Action CalloutKey CalloutName',
    ],
    5447: [
      'ProcessId UserSid UserName ProviderKey ProviderName ChangeType FilterKey FilterName FilterType FilterId LayerKey LayerName LayerId Weight Conditions Action CalloutKey CalloutName',
    ],
    5449: [
      'ProcessId UserSid UserName ProviderKey ProviderName ChangeType ProviderContextKey ProviderContextName ProviderContextType',
    ],
    6281: ['param1'],
    6416: [
      'SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId ClassId VendorIds CompatibleIds LocationInformation',
      'SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId DeviceId DeviceDescription ClassId ClassName VendorIds CompatibleIds LocationInformation',
    ],
    6423: [
      'SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId DeviceId DeviceDescription ClassId ClassName HardwareIds CompatibleIds LocationInformation',
    ],
  },
  'Microsoft-Windows-Sysmon': {
    255: ['UtcTime ID Description'],
    1: [
      'UtcTime ProcessGuid ProcessId Image CommandLine CurrentDirectory User LogonGuid LogonId TerminalSessionId IntegrityLevel Hashes ParentProcessGuid ParentProcessId ParentImage ParentCommandLine',
      'RuleName UtcTime ProcessGuid ProcessId Image FileVersion Description Product Company CommandLine CurrentDirectory User LogonGuid LogonId TerminalSessionId IntegrityLevel Hashes ParentProcessGuid ParentProcessId ParentImage ParentCommandLine',
      'RuleName UtcTime ProcessGuid ProcessId Image FileVersion Description Product Company OriginalFileName CommandLine CurrentDirectory User LogonGuid LogonId TerminalSessionId IntegrityLevel Hashes ParentProcessGuid ParentProcessId ParentImage ParentCommandLine',
      'RuleName UtcTime ProcessGuid ProcessId Image FileVersion Description Product Company OriginalFileName CommandLine CurrentDirectory User LogonGuid LogonId TerminalSessionId IntegrityLevel Hashes ParentProcessGuid ParentProcessId ParentImage ParentCommandLine ParentUser',
    ],
    2: [
      'RuleName UtcTime ProcessGuid ProcessId Image TargetFilename CreationUtcTime PreviousCreationUtcTime',
      'RuleName UtcTime ProcessGuid ProcessId Image TargetFilename CreationUtcTime PreviousCreationUtcTime User',
    ],
    3: [
      'UtcTime ProcessGuid ProcessId Image User Protocol Initiated SourceIsIpv6 SourceIp SourceHostname SourcePort SourcePortName DestinationIsIpv6 DestinationIp DestinationHostname DestinationPort DestinationPortName',
      'RuleName UtcTime ProcessGuid ProcessId Image User Protocol Initiated SourceIsIpv6 SourceIp SourceHostname SourcePort SourcePortName DestinationIsIpv6 DestinationIp DestinationHostname DestinationPort DestinationPortName',
    ],
    4: ['UtcTime State Version SchemaVersion'],
    5: ['RuleName UtcTime ProcessGuid ProcessId Image', 'RuleName UtcTime ProcessGuid ProcessId Image User'],
    6: ['RuleName UtcTime ImageLoaded Hashes Signed Signature SignatureStatus'],
    7: [
      'RuleName UtcTime ProcessGuid ProcessId Image ImageLoaded FileVersion Description Product Company Hashes Signed Signature SignatureStatus',
      'RuleName UtcTime ProcessGuid ProcessId Image ImageLoaded FileVersion Description Product Company OriginalFileName Hashes Signed Signature SignatureStatus',
      'RuleName UtcTime ProcessGuid ProcessId Image ImageLoaded FileVersion Description Product Company OriginalFileName Hashes Signed Signature SignatureStatus User',
    ],
    8: [
      'RuleName UtcTime SourceProcessGuid SourceProcessId SourceImage TargetProcessGuid TargetProcessId TargetImage NewThreadId StartAddress StartModule StartFunction',
      'RuleName UtcTime SourceProcessGuid SourceProcessId SourceImage TargetProcessGuid TargetProcessId TargetImage NewThreadId StartAddress StartModule StartFunction SourceUser TargetUser',
    ],
    9: ['RuleName UtcTime ProcessGuid ProcessId Image Device User'],
    10: [
      'UtcTime SourceProcessGUID SourceProcessId SourceThreadId SourceImage TargetProcessGUID TargetProcessId TargetImage GrantedAccess CallTrace',
      'RuleName UtcTime SourceProcessGUID SourceProcessId SourceThreadId SourceImage TargetProcessGUID TargetProcessId TargetImage GrantedAccess CallTrace',
      'RuleName UtcTime SourceProcessGUID SourceProcessId SourceThreadId SourceImage TargetProcessGUID TargetProcessId TargetImage GrantedAccess CallTrace SourceUser TargetUser',
    ],
    11: [
      'UtcTime ProcessGuid ProcessId Image TargetFilename CreationUtcTime',
      'RuleName UtcTime ProcessGuid ProcessId Image TargetFilename CreationUtcTime',
      'RuleName UtcTime ProcessGuid ProcessId Image TargetFilename CreationUtcTime User',
    ],
    12: [
      'EventType UtcTime ProcessGuid ProcessId Image TargetObject',
      'RuleName EventType UtcTime ProcessGuid ProcessId Image TargetObject',
      'RuleName EventType UtcTime ProcessGuid ProcessId Image TargetObject User',
    ],
    13: [
      'EventType UtcTime ProcessGuid ProcessId Image TargetObject Details',
      'RuleName EventType UtcTime ProcessGuid ProcessId Image TargetObject Details',
      'RuleName EventType UtcTime ProcessGuid ProcessId Image TargetObject Details User',
    ],
    14: ['RuleName EventType UtcTime ProcessGuid ProcessId Image TargetObject NewName User'],
    15: [
      'UtcTime ProcessGuid ProcessId Image TargetFilename CreationUtcTime Hash',
      'RuleName UtcTime ProcessGuid ProcessId Image TargetFilename CreationUtcTime Hash',
      'RuleName UtcTime ProcessGuid ProcessId Image TargetFilename CreationUtcTime Hash Contents User',
    ],
    16: ['UtcTime Configuration ConfigurationFileHash'],
    17: [
      'RuleName UtcTime ProcessGuid ProcessId PipeName Image',
      'RuleName EventType UtcTime ProcessGuid ProcessId PipeName Image',
      'RuleName EventType UtcTime ProcessGuid ProcessId PipeName Image User',
    ],
    18: [
      'RuleName UtcTime ProcessGuid ProcessId PipeName Image',
      'RuleName EventType UtcTime ProcessGuid ProcessId PipeName Image',
      'RuleName EventType UtcTime ProcessGuid ProcessId PipeName Image User',
    ],
    19: ['RuleName EventType UtcTime Operation User EventNamespace Name Query'],
    20: ['RuleName EventType UtcTime Operation User Name Type Destination'],
    21: ['RuleName EventType UtcTime Operation User Consumer Filter'],
    22: [
      'RuleName UtcTime ProcessGuid ProcessId QueryName QueryStatus QueryResults Image',
      'RuleName UtcTime ProcessGuid ProcessId QueryName QueryStatus QueryResults Image User',
    ],
    23: ['RuleName UtcTime ProcessGuid ProcessId User Image TargetFilename Hashes IsExecutable Archived'],
    24: ['RuleName UtcTime ProcessGuid ProcessId Image Session ClientInfo Hashes Archived User'],
    25: ['RuleName UtcTime ProcessGuid ProcessId Image Type User'],
    26: ['RuleName UtcTime ProcessGuid ProcessId User Image TargetFilename Hashes IsExecutable'],
    27: ['RuleName UtcTime ProcessGuid ProcessId User Image TargetFilename Hashes'],
    28: ['RuleName UtcTime ProcessGuid ProcessId User Image TargetFilename Hashes IsExecutable'],
    29: ['RuleName UtcTime ProcessGuid ProcessId User Image TargetFilename Hashes'],
  },
  'Service Control Manager': {
    7045: ['ServiceName ImagePath ServiceType StartType AccountName'],
  },
};
