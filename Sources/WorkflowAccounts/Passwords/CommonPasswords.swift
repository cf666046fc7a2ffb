/// What leaked passwords are made of, folded: lower case, without marks. From what every published
/// list has at its top, and what people in Vietnam put there.
enum CommonPasswords {
    static let words: [String] = [english, vietnamese, offices].flatMap { list in
        list.split(separator: " ").map(String.init)
    }

    private static let english = """
        password passwort passw0rd passwd admin administrator root user guest login welcome \
        letmein master hello secret default changeme change test testing tester temp temporary \
        iloveyou ilove love lovely princess sunshine flower monkey dragon football soccer \
        baseball basketball superman batman spiderman pokemon naruto shadow michael jordan \
        jennifer charlie daniel jessica ashley thomas michelle nicole anthony andrew joshua \
        matthew robert william hunter buster tigger ginger pepper summer winter spring autumn \
        january february march april june july august september october november december \
        monday tuesday wednesday thursday friday saturday sunday starwars freedom whatever \
        computer internet google facebook youtube samsung iphone apple microsoft windows \
        android killer cheese cookie banana chocolate orange purple silver golden \
        diamond angel angels babygirl lover forever mustang ferrari mercedes yamaha honda \
        toyota access account secure security server system network database oracle mysql \
        qwerty qwertyuiop azerty asdf asdfgh asdfghjkl zxcvbn zxcvbnm qazwsx abcd abc123 \
        aaaa jesus christ heaven blessed family mother father happy lucky money trustno
        """

    private static let vietnamese = """
        matkhau matkhaumoi matma bimat dangnhap quantri nguoidung taikhoan xinchao chaoban \
        anhyeuem emyeuanh yeuem yeuanh yeuemnhieu anhnhoem iloveuem tinhyeu tinhban hanhphuc \
        hoangtu congchua giadinh bome boyeu meyeu concuame conyeu vochong conyeucuame \
        vietnam vietnamvodich hanoi saigon hochiminh thanhpho danang haiphong cantho hue \
        thuathienhue hoian quangnam nghean thanhhoa nguyen tran hoang huynh phan dang \
        nguyenvan tranvan levan phamvan thanhcong maiyeu maimai suotdoi khongbiet khongnho \
        khongquen cuocsong cuocdoi bautroi hoahong hoamai hoasen muaxuan muahe \
        muathu muadong ngaymai homnay sinhnhat chucmung hoctro sinhvien hocsinh giaovien \
        congan bodoi bacho dangcongsan tuhao binhminh daiviet nuocnam conrong cocaithia
        """

    private static let offices = """
        ubnd ubndtinh sokhcn sotaichinh taichinh khoahoc congnghe khoahocvacongnghe vanphong \
        vanthu chuyenvien giamdoc phogiamdoc truongphong coquan nhanuoc hanhchinh congviec \
        kehoach dutoan ngansach hoso workflow office finance science technology province \
        government company department
        """
}
