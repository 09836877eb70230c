using Learning.Courses.Organisation;

namespace Learning.Courses.Notices;

/// <summary>The mail server that takes our messages. Without host and sender, messages stay on the site and are not missed.</summary>
/// <param name="UseTls">Never unencrypted: TLS from the start on port 465, STARTTLS elsewhere.</param>
public sealed record MailSettings(string? Host, int Port, string? User, string? Password, string? From, bool UseTls)
{
    public static MailSettings None { get; } = new(null, 0, null, null, null, false);

    public bool IsConfigured => !string.IsNullOrWhiteSpace(Host) && !string.IsNullOrWhiteSpace(From);

    /// <summary>Settings end up in logs; the password does not.</summary>
    public override string ToString() => IsConfigured ? $"{Host}:{Port} as {User ?? "nobody"}, from {From}" : "none";
}

public sealed record MailText(string Subject, string Body);

/// <summary>Puts a notice into words. The site does it, because this library knows no texts.</summary>
public delegate MailText ComposeMail(Notice notice, Member member);
