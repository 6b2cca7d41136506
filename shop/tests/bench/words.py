"""What the synthetic goods are called and what is asked of them; invented, in the words of real names.

A name is a kind, a quality and a commune, so that one word is in a fiftieth of the goods, two in a
two-thousandth: about what the 79 real ones have.
"""
# ruff: noqa: SIM905 - a list of quoted words would say no more

from itertools import product

KINDS = (
    "Chè,Cà phê,Mật ong,Gạo,Gạo nếp,Miến,Bún khô,Bánh chưng,Bánh khẩu xén,Thịt trâu,Thịt lợn,Thịt bò,"
    "Lạp xưởng,Cá,Măng,Nấm hương,Mộc nhĩ,Mắc khén,Hạt dổi,Mắc ca,Hạnh nhân,Dứa,Xoài,Bưởi,Chuối,Khoai sọ,"
    "Sâm,Tam thất,Thảo quả,Sa nhân,Đông trùng,Cao atiso,Tinh dầu sả,Dầu lạc,Tương ớt,Chẩm chéo,Muối tôm,"
    "Trứng,Vịt,Gà,Khăn thổ cẩm,Túi thổ cẩm,Gùi mây,Chiếu cói,Xà phòng,Trà gừng,Trà hoa"
).split(",")
QUALITIES = (
    "shan tuyết,hữu cơ,rừng,nguyên chất,sấy khô,sấy lạnh,hun khói,gác bếp,hoa ban,hoa bạc hà,nếp nương,"
    "tám thơm,đỏ,đen,xanh,vàng,tím,trắng,cổ thụ,đặc biệt,thượng hạng,truyền thống,thủ công,bản địa,"
    "vùng cao,một nắng,muối ớt,cay,ngọt,chua,ngâm,bột,viên,lát,nguyên hạt,rang mộc,rang bơ,túi lọc,"
    "đóng hộp,hộp quà,hút chân không"
).split(",")
#: One word, two, three; with marks and without; joined, mistyped, and found nowhere.
SEARCHES = (
    "chè,ca phe,mật ong rừng,gao nep nuong,thit trau gac bep,che shan tuyet,Măng khô,nam huong say kho,"
    "mac ca rang bo,tra hoa,khan tho cam,mắc khén,dong trung,caphe,mat ongg hoa ban,lap suong,tinh dau sa,"
    "cao atiso vien,dứa,banh khau xen,trà gừng túi lọc,sa nhan tim,hat doi rung,che xanh huu co,may tinh bang"
).split(",")
#: As many states of the list, no two counted alike, so that nothing counted for one serves another.
FILTERS = [
    f"?sao={stars}&nhom={group}&con-hang=1&sap-xep=price"
    for stars, group in product((3, 4, 5), ("I", "II", "III", "IV", "VI", "I.2a", "I.2b", "I.5a", "I.6"))
][: len(SEARCHES)]


def title(number: int, commune: str) -> str:
    """The name of the product with this number, from that commune."""
    kind = KINDS[number % len(KINDS)]
    return f"{kind} {QUALITIES[number // len(KINDS) % len(QUALITIES)]} {commune}"
