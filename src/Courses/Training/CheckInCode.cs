using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Learning.Courses.Training;

/// <summary>
/// The six digits shown in class, as RFC 6238 makes them (HMAC-SHA-256, truncated as in RFC 4226, windows of 30 seconds), with
/// the cohort and the session in the message so that a code is good nowhere else.
/// </summary>
/// <remarks>
/// Two windows are accepted, so a guess hits with 2 in 1,000,000. Guesses are counted by the site's rate limit (five tries per
/// member in ten minutes) and not here: a wrong code is no fact worth a row.
/// </remarks>
public static class CheckInCode
{
    private const int WindowSeconds = 30;

    /// <summary>The code to show now.</summary>
    public static string At(Guid cohortId, Session session, DateTime now) => Of(cohortId, session, WindowOf(now));

    /// <summary>The instant at which the code shown now gives way to the next one.</summary>
    public static DateTime ChangesAt(DateTime now) => DateTime.UnixEpoch.AddSeconds((WindowOf(now) + 1) * WindowSeconds);

    /// <summary>True for the code of this window and of the one before: people need time to type.</summary>
    public static bool Accepts(Guid cohortId, Session session, string typed, DateTime now)
    {
        var code = Encoding.UTF8.GetBytes(Digits(typed));
        return Equal(WindowOf(now)) | Equal(WindowOf(now) - 1);

        bool Equal(long window) => CryptographicOperations.FixedTimeEquals(code, Encoding.ASCII.GetBytes(Of(cohortId, session, window)));
    }

    private static long WindowOf(DateTime now) => (long)(now - DateTime.UnixEpoch).TotalSeconds / WindowSeconds;

    private static string Of(Guid cohortId, Session session, long window)
    {
        Span<byte> message = stackalloc byte[28];
        cohortId.TryWriteBytes(message, bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(message[16..], session.Number);
        BinaryPrimitives.WriteInt64BigEndian(message[20..], window);
        var hash = HMACSHA256.HashData(session.CodeSecret, message);
        var truncated = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xf)) & int.MaxValue;
        return (truncated % 1_000_000).ToString("D6", System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Chinese input methods type full-width digits, and people put a space after the third.</summary>
    private static string Digits(string typed) => string.Concat(typed
        .Where(c => !char.IsWhiteSpace(c))
        .Select(c => c is >= '０' and <= '９' ? (char)(c - '０' + '0') : c));
}
