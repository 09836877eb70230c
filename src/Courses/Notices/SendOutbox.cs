using System.Net.Sockets;
using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.EntityFrameworkCore;
using MimeKit;

namespace Learning.Courses.Notices;

/// <param name="Trouble">What the server said or did when it failed; without anybody's address. Null when all went well.</param>
public sealed record Delivery(int Sent, int Failed, string? Trouble)
{
    public static Delivery None { get; } = new(0, 0, null);
}

/// <summary>
/// Mails what is waiting in the outbox. A member without an address, and everybody while no mail server is set up, has the
/// message on the site all the same; it is not mailed later, because a reminder of last month is no news.
/// </summary>
public sealed class SendOutbox(CoursesDb db, SchoolCalendar calendar, MailSettings settings, ComposeMail compose)
{
    private const int MostAtOnce = 200;
    private const int SecondsToAnswer = 20;
    private static readonly TimeSpan News = TimeSpan.FromDays(3);
    private static readonly TimeSpan ClaimLasts = TimeSpan.FromMinutes(5);

    public async Task<Delivery> RunAsync(CancellationToken ct)
    {
        var waiting = settings.IsConfigured ? await WaitingAsync(ct) : [];
        if (waiting.Count == 0)
        {
            return Delivery.None;
        }

        using var server = new SmtpClient { Timeout = SecondsToAnswer * 1000 };
        try
        {
            await ConnectAsync(server, ct);
        }
        catch (Exception e) when (IsTrouble(e))
        {
            // No message has been touched: the next run finds them all as they are.
            return new Delivery(0, 0, e.Message);
        }

        var delivery = await SendAllAsync(server, waiting, ct);
        await server.DisconnectAsync(quit: server.IsConnected, ct);
        return delivery;
    }

    private Task<List<Guid>> WaitingAsync(CancellationToken ct)
    {
        var now = calendar.UtcNow();
        var since = now - News;
        return db.Outbox.AsNoTracking()
            .Where(m => m.SentAt == null && m.ReadAt == null && m.CreatedAt >= since && (m.RetryAt == null || m.RetryAt <= now))
            .Where(m => db.Members.Any(p => p.MemberId == m.MemberId && p.Email != null && p.Email != ""))
            .OrderBy(m => m.CreatedAt).ThenBy(m => m.Id)
            .Take(MostAtOnce)
            .Select(m => m.Id)
            .ToListAsync(ct);
    }

    private async Task<Delivery> SendAllAsync(SmtpClient server, List<Guid> waiting, CancellationToken ct)
    {
        var (sent, failed, trouble) = (0, 0, (string?)null);
        foreach (var id in waiting.TakeWhile(_ => server.IsConnected && !ct.IsCancellationRequested))
        {
            if (!await ClaimAsync(id, ct))
            {
                continue;
            }

            var problem = await SendAsync(server, id, ct);
            (sent, failed, trouble) = problem is null ? (sent + 1, failed, trouble) : (sent, failed + 1, problem);
        }

        return new Delivery(sent, failed, trouble);
    }

    /// <summary>True for one caller only, should two programs look at the same moment: the update asks for the state it has seen.</summary>
    private async Task<bool> ClaimAsync(Guid id, CancellationToken ct)
    {
        var now = calendar.UtcNow();
        var until = now + ClaimLasts;
        return await db.Outbox
            .Where(m => m.Id == id && m.SentAt == null && (m.RetryAt == null || m.RetryAt <= now))
            .ExecuteUpdateAsync(u => u.SetProperty(m => m.RetryAt, until), ct) == 1;
    }

    /// <summary>Sends one message and records how it went; gives back what went wrong.</summary>
    private async Task<string?> SendAsync(SmtpClient server, Guid id, CancellationToken ct)
    {
        var message = await db.Outbox.SingleAsync(m => m.Id == id, ct);
        var member = await db.Members.AsNoTracking().SingleAsync(m => m.MemberId == message.MemberId, ct);
        var problem = await TrySendAsync(server, message, member, ct);
        if (problem is null)
        {
            // The server has the mail, and we have not said so yet. If we stop here, it is sent once more when the claim ends,
            // under the same Message-Id, by which servers and mail programs know it again. The other order would lose it.
            message.Sent(calendar.UtcNow());
        }
        else
        {
            message.Failed(calendar.UtcNow());
        }

        // Not cancelled with the job: what has happened outside is written down.
        await db.SaveChangesAsync(CancellationToken.None);
        return problem;
    }

    private async Task<string?> TrySendAsync(SmtpClient server, OutboxMessage message, Member member, CancellationToken ct)
    {
        if (!MailboxAddress.TryParse(member.Email, out var address))
        {
            return "An address is not valid.";
        }

        try
        {
            await server.SendAsync(ToMail(message, member, address), ct);
            return null;
        }
        catch (SmtpCommandException e)
        {
            return $"The server answered {(int)e.StatusCode} ({e.ErrorCode}).";
        }
        catch (Exception e) when (IsTrouble(e))
        {
            return e.Message;
        }
    }

    private MimeMessage ToMail(OutboxMessage message, Member member, MailboxAddress address)
    {
        var text = compose(Notice.Of(message), member);
        var from = MailboxAddress.Parse(settings.From!);
        var mail = new MimeMessage
        {
            MessageId = $"{message.Id:N}@{from.Domain}",
            Date = new DateTimeOffset(message.CreatedAt),
            Subject = text.Subject,
            Body = new TextPart("plain") { Text = text.Body },
        };
        mail.From.Add(from);
        mail.To.Add(new MailboxAddress(member.Name, address.Address));
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        return mail;
    }

    private async Task ConnectAsync(SmtpClient server, CancellationToken ct)
    {
        var security = (settings.UseTls, settings.Port) switch
        {
            (false, _) => SecureSocketOptions.None,
            (true, 465) => SecureSocketOptions.SslOnConnect,
            _ => SecureSocketOptions.StartTls,
        };
        await server.ConnectAsync(settings.Host!, settings.Port, security, ct);
        if (!string.IsNullOrEmpty(settings.User))
        {
            await server.AuthenticateAsync(settings.User, settings.Password ?? "", ct);
        }
    }

    private static bool IsTrouble(Exception e) =>
        e is SocketException or IOException or TimeoutException or ProtocolException or CommandException
            or MailKit.Security.AuthenticationException or System.Security.Authentication.AuthenticationException or SslHandshakeException
            or ServiceNotConnectedException or ServiceNotAuthenticatedException;
}
