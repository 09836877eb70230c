using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Learning.Courses.Tests.Notices;

/// <summary>A mail server on this machine that speaks as much SMTP as a client needs, and misbehaves on request.</summary>
public sealed class MailServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly Task serving;

    public MailServer()
    {
        listener.Start();
        serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>The mails taken, headers and all.</summary>
    public ConcurrentQueue<string> Mails { get; } = [];

    /// <summary>Answers 550 to mail for this address.</summary>
    public string? Unknown { get; set; }

    /// <summary>Takes the mail and breaks the line before saying so: the case in which nobody can know.</summary>
    public bool BreaksAfterTaking { get; set; }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Stop();
        await serving;
        stopping.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync(stopping.Token);
                await TalkAsync(client.GetStream());
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task TalkAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        await using var writer = new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 test");
        while (await reader.ReadLineAsync(stopping.Token) is { } line)
        {
            var answer = await AnswerAsync(line, reader, writer);
            if (answer is null)
            {
                return;
            }

            await writer.WriteLineAsync(answer);
        }
    }

    private async Task<string?> AnswerAsync(string line, StreamReader reader, StreamWriter writer) => line.Split(' ', ':')[0].ToUpperInvariant() switch
    {
        "EHLO" => "250-test\r\n250 8BITMIME",
        "RCPT" when Unknown is not null && line.Contains(Unknown, StringComparison.Ordinal) => "550 no such user",
        "DATA" => await TakeAsync(reader, writer),
        "QUIT" => null,
        _ => "250 ok",
    };

    private async Task<string?> TakeAsync(StreamReader reader, StreamWriter writer)
    {
        await writer.WriteLineAsync("354 go on");
        var mail = new StringBuilder();
        while (await reader.ReadLineAsync(stopping.Token) is { } line && line != ".")
        {
            mail.AppendLine(line);
        }

        Mails.Enqueue(mail.ToString());
        return BreaksAfterTaking ? null : "250 taken";
    }
}
