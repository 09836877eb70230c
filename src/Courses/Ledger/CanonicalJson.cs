using System.Collections;
using System.Globalization;
using System.Text;

namespace Learning.Courses.Ledger;

/// <summary>
/// Writes the subset of JSON that evidence uses in the canonical form of RFC 8785: keys in UTF-16 order, no white space,
/// integers only. Numbers beyond 2^53 and floating point are refused, because readers in other languages would not read them
/// back. Null members are left out.
/// </summary>
public static class CanonicalJson
{
    public const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";
    private const long LargestSafeInteger = 1L << 53;

    public static byte[] Write(IReadOnlyDictionary<string, object?> value)
    {
        var text = new StringBuilder();
        WriteObject(text, value);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>An instant as evidence writes it: UTC, whole microseconds, always the same length.</summary>
    public static string Instant(DateTime utc) =>
        utc.ToString(InstantFormat, CultureInfo.InvariantCulture);

    private static void WriteObject(StringBuilder text, IEnumerable<KeyValuePair<string, object?>> members)
    {
        var separator = "";
        text.Append('{');
        foreach (var (key, value) in members.Where(m => m.Value is not null).OrderBy(m => m.Key, StringComparer.Ordinal))
        {
            text.Append(separator);
            WriteString(text, key);
            text.Append(':');
            WriteValue(text, value!);
            separator = ",";
        }

        text.Append('}');
    }

    private static void WriteValue(StringBuilder text, object value)
    {
        switch (value)
        {
            case string s:
                WriteString(text, s);
                break;
            case bool b:
                text.Append(b ? "true" : "false");
                break;
            case int or long:
                WriteInteger(text, Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case Guid id:
                WriteString(text, id.ToString());
                break;
            case DateOnly day:
                WriteString(text, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                break;
            case DateTime instant:
                WriteString(text, Instant(instant));
                break;
            case IReadOnlyDictionary<string, object?> inner:
                WriteObject(text, inner);
                break;
            case IEnumerable list:
                WriteList(text, list);
                break;
            default:
                throw new ArgumentException($"Evidence cannot hold a {value.GetType()}.", nameof(value));
        }
    }

    private static void WriteInteger(StringBuilder text, long number)
    {
        if (number is > LargestSafeInteger or < -LargestSafeInteger)
        {
            throw new ArgumentOutOfRangeException(nameof(number), number, "Not a safe integer in JSON.");
        }

        text.Append(number.ToString(CultureInfo.InvariantCulture));
    }

    private static void WriteList(StringBuilder text, IEnumerable list)
    {
        var separator = "";
        text.Append('[');
        foreach (var item in list)
        {
            text.Append(separator);
            WriteValue(text, item);
            separator = ",";
        }

        text.Append(']');
    }

    /// <summary>RFC 8785 section 3.2.2.2: escape only quotation mark, backslash and control characters, the latter in their shortest form.</summary>
    private static void WriteString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                < ' ' => text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture)),
                _ => text.Append(c),
            };
        }

        text.Append('"');
    }
}
