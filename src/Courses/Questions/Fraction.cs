using System.Globalization;

namespace Learning.Courses.Questions;

/// <summary>An exact number of points, always reduced: a third and a third and a third are one point, which no binary fraction can promise.</summary>
public readonly record struct Fraction : IComparable<Fraction>
{
    public Fraction(long numerator, long denominator)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(denominator);
        var divisor = Divisor(Math.Abs(numerator), denominator);
        (Numerator, Whole) = (numerator / divisor, (denominator / divisor) - 1);
    }

    public static Fraction Zero => default;

    public long Numerator { get; }

    public long Denominator => Whole + 1;

    /// <summary>The denominator less one, so that the default value is nought and not nought over nought.</summary>
    private long Whole { get; }

    public static implicit operator Fraction(int whole) => new(whole, 1);

    public static Fraction operator +(Fraction a, Fraction b)
    {
        var common = Multiple(a.Denominator, b.Denominator);
        return new Fraction(checked((a.Numerator * (common / a.Denominator)) + (b.Numerator * (common / b.Denominator))), common);
    }

    public static bool operator <(Fraction a, Fraction b) => a.CompareTo(b) < 0;

    public static bool operator >(Fraction a, Fraction b) => a.CompareTo(b) > 0;

    public static bool operator <=(Fraction a, Fraction b) => a.CompareTo(b) <= 0;

    public static bool operator >=(Fraction a, Fraction b) => a.CompareTo(b) >= 0;

    /// <summary>Nothing below nought: a wrong tick can cost what a right one earned, and never more.</summary>
    public static Fraction Share(int earned, int of) => new(Math.Max(0, earned), of);

    public static long Multiple(long a, long b) => checked(a / Divisor(a, b) * b);

    public int CompareTo(Fraction other) => checked(Numerator * other.Denominator).CompareTo(checked(other.Numerator * Denominator));

    /// <summary>For people, to two decimals and never upwards: nobody is shown the pass mark who has not reached it.</summary>
    public decimal Shown() => decimal.Floor(100m * Numerator / Denominator) / 100;

    public override string ToString() =>
        Denominator == 1 ? Numerator.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");

    private static long Divisor(long a, long b) => b == 0 ? a : Divisor(b, a % b);
}
