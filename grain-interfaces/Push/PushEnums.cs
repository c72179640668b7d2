namespace Practice.Push;

/// <summary>企业微信群机器人, 钉钉群机器人, or a web hook that takes CloudEvents.</summary>
[GenerateSerializer, Alias("pushKind")]
public enum PushKind { WeCom, DingTalk, Webhook }

/// <summary>启用, 停用 (by a person, or because it failed too often), 已删除.</summary>
[GenerateSerializer, Alias("pushStatus")]
public enum PushStatus { Active, Disabled, Removed }

/// <summary>待发, 发送中, 已送达, 未送达.</summary>
[GenerateSerializer, Alias("deliveryStatus")]
public enum DeliveryStatus { Waiting, Sending, Delivered, Dead }
